namespace Outreach.Language.Accents;

/// <summary>Walks over the syllables of a text and the breaks between its phrases. Allocates nothing.</summary>
/// <param name="lower">Room for one syllable, at least <see cref="Longest"/>.</param>
internal ref struct AccentWords(ReadOnlySpan<char> text, Span<char> lower)
{
    /// <summary>No syllable is longer: nghiêng has seven letters.</summary>
    public const int Longest = 7;

    private readonly ReadOnlySpan<char> text = text;
    private readonly Span<char> lower = lower;

    public int Start { get; private set; }

    public int End { get; private set; }

    /// <summary>Lower case; empty at a break.</summary>
    public ReadOnlySpan<char> Current { get; private set; }

    public bool MoveNext()
    {
        Start = End;
        while (Start < text.Length && text[Start] == ' ')
            Start++;
        if (Start >= text.Length)
            return false;
        End = Start;
        while (End < text.Length && char.IsLetterOrDigit(text[End]))
            End++;
        Current = Lower();
        End = Math.Max(End, Start + 1);
        return true;
    }

    private readonly ReadOnlySpan<char> Lower()
    {
        var word = text[Start..End];
        if (word.Length > Longest)
            return default;
        for (var i = 0; i < word.Length; i++)
        {
            if (!char.IsLetter(word[i]))
                return default;
            lower[i] = char.ToLowerInvariant(word[i]);
        }

        return lower[..word.Length];
    }
}
