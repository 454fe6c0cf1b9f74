namespace Outreach.Language.Spelling;

/// <summary>Whether two words are one slip of the finger apart, and how common the slip is.</summary>
internal static class OneSlip
{
    private const float Swapped = 0.6f;
    private const float Doubled = 0.7f;
    private const float Neighbour = 0.8f;
    private const float Other = 1f;

    private static readonly string[] Rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

    /// <summary>0 for equal words, null where more than one slip lies between.</summary>
    public static float? Between(string one, string other)
    {
        if (Math.Abs(one.Length - other.Length) > 1)
            return null;
        var start = one.AsSpan().CommonPrefixLength(other);
        if (start == one.Length && start == other.Length)
            return 0;
        if (one.Length != other.Length)
            return Inserted(one.Length > other.Length ? one : other, one.Length > other.Length ? other : one, start);
        if (one.AsSpan(start + 1).SequenceEqual(other.AsSpan(start + 1)))
            return AreNeighbours(one[start], other[start]) ? Neighbour : Other;
        return start + 1 < one.Length && one[start] == other[start + 1] && one[start + 1] == other[start]
            && one.AsSpan(start + 2).SequenceEqual(other.AsSpan(start + 2)) ? Swapped : null;
    }

    private static float? Inserted(string longer, string shorter, int start)
    {
        if (!longer.AsSpan(start + 1).SequenceEqual(shorter.AsSpan(start)))
            return null;
        var doubled = start > 0 && longer[start] == longer[start - 1];
        return doubled ? Doubled : Other;
    }

    private static bool AreNeighbours(char one, char other)
    {
        for (var row = 0; row < Rows.Length; row++)
            if (Rows[row].IndexOf(one, StringComparison.Ordinal) is >= 0 and var at)
                for (var near = Math.Max(0, row - 1); near <= Math.Min(Rows.Length - 1, row + 1); near++)
                    if (Rows[near].IndexOf(other, StringComparison.Ordinal) is >= 0 and var place && Math.Abs(place - at) <= 1)
                        return true;
        return false;
    }
}
