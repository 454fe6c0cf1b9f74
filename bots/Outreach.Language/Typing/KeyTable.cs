namespace Outreach.Language.Typing;

/// <summary>Reads the keys of one typing method into a syllable.</summary>
internal static class KeyTable
{
    /// <summary>Longer words are no syllables, whatever was typed: nghiêng with all its keys has ten.</summary>
    public const int LongestWord = 12;

    /// <summary>The syllable behind a raw word, or null; <paramref name="evidence"/> counts the keys that marked something.</summary>
    /// <param name="word">Any case; letters with marks are taken as they are.</param>
    public static string? Read(ReadOnlySpan<char> word, TypingMethod method, out int evidence)
    {
        evidence = 0;
        if (word.Length is 0 or > LongestWord)
            return null;
        // Late keys first; "choeos" then has no ô but two letters o, so the second try takes doubled letters only.
        return Read(word, method, lateMarks: true, out evidence)
            ?? (method == TypingMethod.Telex ? Read(word, method, lateMarks: false, out evidence) : null);
    }

    private static string? Read(ReadOnlySpan<char> word, TypingMethod method, bool lateMarks, out int evidence)
    {
        evidence = 0;
        var syllable = new TypedSyllable(stackalloc char[LongestWord + 1]);
        var previous = '\0';
        foreach (var c in word)
        {
            var key = char.ToLowerInvariant(c);
            if (!lateMarks && key is ('a' or 'e' or 'o') && previous != key)
                syllable.Append(key);
            else if (!Press(ref syllable, key, method))
                return null;
            previous = key;
        }

        evidence = syllable.Marks + Math.Min(1, syllable.Tones);
        return evidence == 0 ? null : syllable.Read();
    }

    private static bool Press(ref TypedSyllable syllable, char key, TypingMethod method) => method switch
    {
        TypingMethod.Telex => Telex(ref syllable, key),
        TypingMethod.Vni => Vni(ref syllable, key),
        _ => Viqr(ref syllable, key),
    };

    /// <summary>A key that finds nothing to mark stands for itself, so aaa is no syllable and ss neither.</summary>
    private static bool Telex(ref TypedSyllable syllable, char key)
    {
        if ("sfrxj".IndexOf(key, StringComparison.Ordinal) is >= 0 and var tone && syllable.HasVowel)
            syllable.SetTone((Tone)(tone + 1), key);
        else if (!(Marks(ref syllable, key)))
            syllable.Append(key);
        return true;
    }

    private static bool Marks(ref TypedSyllable syllable, char key) => key switch
    {
        'w' => syllable.BreveOrHorn(),
        'a' or 'e' or 'o' => syllable.Circumflex(key),
        'd' => syllable.Stroke(),
        'z' => syllable.ClearTone(),
        _ => false,
    };

    private static bool Vni(ref TypedSyllable syllable, char key)
    {
        switch (key)
        {
            case >= '1' and <= '5': syllable.SetTone((Tone)(key - '0'), key); return true;
            case '6': return syllable.Circumflex();
            case '7': return syllable.Horn();
            case '8': return syllable.Breve();
            case '9': return syllable.Stroke();
            case '0': return syllable.ClearTone();
            default: syllable.Append(key); return true;
        }
    }

    private static bool Viqr(ref TypedSyllable syllable, char key)
    {
        if ("'`?~.".IndexOf(key, StringComparison.Ordinal) is >= 0 and var tone)
        {
            syllable.SetTone((Tone)(tone + 1), key);
            return true;
        }

        if (key == 'd' && syllable.Stroke())
            return true;
        switch (key)
        {
            case '^': return syllable.Circumflex();
            case '+' or '*': return syllable.Horn();
            case '(': return syllable.Breve();
            default: syllable.Append(key); return true;
        }
    }
}

/// <summary>How marks are typed on a keyboard that has none.</summary>
internal enum TypingMethod
{
    /// <summary>Letters: ddawng kys.</summary>
    Telex,

    /// <summary>Digits: d9a8ng ky1.</summary>
    Vni,

    /// <summary>Signs: dda(ng ky'.</summary>
    Viqr,
}
