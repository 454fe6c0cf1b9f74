namespace Outreach.Assistant.Retrieval;

/// <summary>The qualifiers of the lexicon as bits, with which of them mean the same ("nước ngoài", "có yếu tố nước ngoài").</summary>
internal sealed class QualifierSet
{
    private readonly string[] qualifiers;
    private readonly UInt128[] related;

    /// <param name="qualifiers">Plain words, at most 128 of them.</param>
    public QualifierSet(IEnumerable<string> qualifiers)
    {
        this.qualifiers = [.. qualifiers.Distinct()];
        if (this.qualifiers.Length > 128)
            throw new ArgumentException($"The lexicon has {this.qualifiers.Length} qualifiers; there is room for 128.", nameof(qualifiers));
        related = [.. this.qualifiers.Select(one => Bits(other => IsSame(one, other)))];
    }

    public UInt128 Of(IEnumerable<string> found)
    {
        var bits = UInt128.Zero;
        foreach (var qualifier in found)
            bits |= UInt128.One << Array.IndexOf(qualifiers, qualifier);
        return bits;
    }

    /// <summary>How many of a name's nobody asked for.</summary>
    public int Unasked(UInt128 name, UInt128 asked) => (int)UInt128.PopCount(name & ~WithRelated(asked));

    /// <summary>How many that were asked for a name does not have.</summary>
    public int Missing(UInt128 name, UInt128 asked)
    {
        var missing = 0;
        for (var rest = asked; rest != UInt128.Zero; rest &= rest - 1)
            if ((related[(int)UInt128.TrailingZeroCount(rest)] & name) == UInt128.Zero)
                missing++;
        return missing;
    }

    private UInt128 WithRelated(UInt128 asked)
    {
        var all = asked;
        for (var rest = asked; rest != UInt128.Zero; rest &= rest - 1)
            all |= related[(int)UInt128.TrailingZeroCount(rest)];
        return all;
    }

    private UInt128 Bits(Func<string, bool> has)
    {
        var bits = UInt128.Zero;
        for (var i = 0; i < qualifiers.Length; i++)
            if (has(qualifiers[i]))
                bits |= UInt128.One << i;
        return bits;
    }

    private static bool IsSame(string one, string other) =>
        one.Contains(other, StringComparison.Ordinal) || other.Contains(one, StringComparison.Ordinal);
}
