namespace Outreach.Language;

/// <summary>
/// Text of old files whose letters were drawn by a font, not by their codes: in TCVN3 (.VnTime) "Đăng ký" is stored as "§¨ng ký",
/// in VNI-Windows as "Ñaêng kyù".
/// </summary>
/// <remarks>Must see the text before <see cref="UnicodeRepair"/>: the ư of TCVN3 is a soft hyphen, which repair takes away.</remarks>
public static class LegacyEncoding
{
    /// <summary>Letters that chance makes readable are few: most of the words with such letters must become Vietnamese.</summary>
    private const double Share = 0.8;

    private const int Votes = 2;

    /// <summary>The encoding the text is in, or null where it reads better as it is.</summary>
    public static LegacyKind? Detect(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!HasUpperLatin(text))
            return null;
        var asTyped = CountReadable(text, static word => word);
        if (asTyped.Words == 0 || asTyped.Readable >= asTyped.Words * Share)
            return null;
        LegacyKind? best = null;
        var most = asTyped.Readable;
        foreach (var kind in Enum.GetValues<LegacyKind>())
        {
            var (words, readable) = CountReadable(text, word => LegacyTables.Decode(word, kind));
            if (readable > most && readable >= words * Share && (readable >= Votes || readable == words))
                (best, most) = (kind, readable);
        }

        return best;
    }

    /// <summary>The text in Unicode when it is in a legacy encoding, otherwise unchanged.</summary>
    public static string Decode(string text) => Detect(text) is { } kind ? Decode(text, kind) : text;

    /// <summary>The text read as one encoding. Capitals of TCVN3 are drawn by a font of their own and come out small.</summary>
    public static string Decode(string text, LegacyKind kind)
    {
        ArgumentNullException.ThrowIfNull(text);
        return LegacyTables.Decode(text, kind);
    }

    /// <summary>Both encodings use the upper half of Latin-1; Vietnamese in Unicode mostly does not.</summary>
    private static bool HasUpperLatin(string text) => text.AsSpan().ContainsAnyInRange('\u00A1', '\u00FF');

    private static (int Words, int Readable) CountReadable(string text, Func<string, string> decode)
    {
        var (words, readable) = (0, 0);
        for (var start = 0; start < text.Length;)
        {
            var end = start;
            while (end < text.Length && IsInWord(text[end]))
                end++;
            if (end - start > 1 && HasUpperLatin(text[start..end]))
            {
                words++;
                if (SyllableRules.IsWellFormed(decode(text[start..end]).ToLowerInvariant()))
                    readable++;
            }

            start = Math.Max(end, start + 1);
        }

        return (words, readable);
    }

    private static bool IsInWord(char c) => char.IsLetter(c) || c is >= '\u00A1' and <= '\u00FF';
}

/// <summary>Encodings of Vietnamese from before Unicode that are still met in files.</summary>
public enum LegacyKind
{
    /// <summary>TCVN 5712 VN3, the fonts .VnTime and .VnArial: one code for each letter.</summary>
    Tcvn3 = 1,

    /// <summary>VNI for Windows, the fonts VNI-Times and VNI-Helve: a letter and a code for its marks.</summary>
    VniWindows,
}
