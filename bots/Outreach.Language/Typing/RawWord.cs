using System.Buffers;

namespace Outreach.Language.Typing;

/// <summary>Reads one word typed with the keyboard program switched off, and leaves what people write so on purpose.</summary>
internal static class RawWord
{
    private static readonly SearchValues<char> TelexKeys = SearchValues.Create("sfrxjwSFRXJW");
    private static readonly SearchValues<char> Signs = SearchValues.Create("^(+*'`?~.");

    /// <summary>Words of both languages that in a message of raw keys are Vietnamese: mã, cả, bên, tên, ít, cơ, cán, cát, chíp, môn, sẽ.</summary>
    private static readonly string[] Either = ["max", "car", "been", "teen", "its", "cow", "cans", "cats", "chips", "moon", "sex"];

    /// <summary>The syllable in lower case, or null where the word is none or stands for itself.</summary>
    /// <param name="evidence">How many keys marked something; 1 may be chance.</param>
    public static string? Read(ReadOnlySpan<char> word, TypingMethod method, out int evidence)
    {
        evidence = 0;
        if (word.Length is < 2 or > KeyTable.LongestWord || method == TypingMethod.Telex && !MayBeTelex(word))
            return null;
        Span<char> lower = stackalloc char[KeyTable.LongestWord];
        word.ToLowerInvariant(lower);
        lower = lower[..word.Length];
        return IsKept(lower, method) ? null : KeyTable.Read(lower, method, out evidence);
    }

    public static bool IsEither(string word) => Either.Contains(word);

    /// <summary>The same inside a message known to be raw: words that are English elsewhere are read too.</summary>
    public static string? ReadInRaw(ReadOnlySpan<char> word, TypingMethod method)
    {
        if (Read(word, method, out _) is { } read)
            return read;
        foreach (var either in Either)
            if (method == TypingMethod.Telex && word.Equals(either, StringComparison.OrdinalIgnoreCase))
                return KeyTable.Read(either, method, out _);
        return null;
    }

    /// <summary>
    /// A word that is marked already and ends in the key of its own mark: "đăngw", "kýs" from phones that insert both.
    /// Null for every other word.
    /// </summary>
    public static string? WithoutEcho(ReadOnlySpan<char> word)
    {
        if (word.Length is < 3 or > KeyTable.LongestWord || !"sfrxjwSFRXJW".Contains(word[^1], StringComparison.Ordinal))
            return null;
        Span<char> lower = stackalloc char[KeyTable.LongestWord];
        word.ToLowerInvariant(lower);
        var rest = lower[..(word.Length - 1)];
        if (!SyllableRules.TrySplit(rest, out _, out _, out var tone))
            return null;
        var echoed = lower[word.Length - 1] == 'w' ? rest.ContainsAny('ă', 'ơ', 'ư') : tone != Tone.Level && "sfrxj"[(int)tone - 1] == lower[word.Length - 1];
        return echoed ? rest.ToString() : null;
    }

    /// <summary>A key pressed three times in raw typing is the letter itself, which takes two: "passs" is "pass". Null otherwise.</summary>
    public static string? Uncancelled(ReadOnlySpan<char> word, TypingMethod method)
    {
        if (method != TypingMethod.Telex)
            return null;
        for (var i = 2; i < word.Length; i++)
            if (word[i] == word[i - 1] && word[i] == word[i - 2] && "sfrxjwaeod".Contains(word[i], StringComparison.Ordinal))
                return string.Concat(word[..i], word[(i + 1)..]);
        return null;
    }

    /// <summary>The syllable in the case it was typed in: DDAWNG, Ddawng, dDAWNG (caps lock the wrong way round).</summary>
    public static string Cased(string syllable, ReadOnlySpan<char> typed)
    {
        var last = char.IsUpper(LastLetter(typed));
        var first = char.IsUpper(typed[0]);
        return (first, last) switch
        {
            (false, false) => syllable,
            (true, true) when syllable.Length > 1 => syllable.ToUpperInvariant(),
            (false, true) => syllable[0] + syllable[1..].ToUpperInvariant(),
            _ => char.ToUpperInvariant(syllable[0]) + syllable[1..],
        };
    }

    private static char LastLetter(ReadOnlySpan<char> typed)
    {
        for (var i = typed.Length - 1; i > 0; i--)
            if (char.IsLetter(typed[i]))
                return typed[i];
        return typed[0];
    }

    /// <summary>Most words have neither a key for a tone or a horn nor a letter twice: they need not be tried.</summary>
    private static bool MayBeTelex(ReadOnlySpan<char> word) =>
        word[1..].ContainsAny(TelexKeys) || (word[0] | ' ') == 'w' || IsTwice(word, 'a') || IsTwice(word, 'e') || IsTwice(word, 'o') || IsTwice(word, 'd');

    private static bool IsTwice(ReadOnlySpan<char> word, char letter)
    {
        var seen = 0;
        foreach (var c in word)
            seen += (c | ' ') == letter ? 1 : 0;
        return seen > 1;
    }

    private static bool IsKept(ReadOnlySpan<char> lower, TypingMethod method) => method switch
    {
        TypingMethod.Telex => lower.ContainsAnyInRange('0', '9') || EnglishWords.Contains(lower) || IsSyllable(lower),
        // One letter and a digit is a class, a size or a grade: A1, B2, a4.
        TypingMethod.Vni => lower.Length < 3 && lower[0] != 'y' || !IsOneNumber(lower),
        _ => !lower.ContainsAny(Signs) && !lower.StartsWith("dd"),
    };

    /// <summary>"oo" is written in a handful of words (xoong); in raw typing it is ô.</summary>
    private static bool IsSyllable(ReadOnlySpan<char> lower) =>
        !lower.Contains("oo", StringComparison.Ordinal) && SyllableRules.IsSyllable(lower);

    /// <summary>At most one tone and no zero: nam2025 and thang10 are a word and a number.</summary>
    private static bool IsOneNumber(ReadOnlySpan<char> lower)
    {
        var (digits, tones) = (0, 0);
        foreach (var c in lower)
        {
            digits += char.IsAsciiDigit(c) ? 1 : 0;
            tones += c is >= '0' and <= '5' ? c == '0' ? 2 : 1 : 0;
        }

        return digits > 0 && tones <= 1 && char.IsAsciiLetter(lower[0]);
    }
}
