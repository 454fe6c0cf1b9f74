using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;

namespace Outreach.Language;

/// <summary>
/// Restores messages typed with the keyboard program switched off: "ddawng kys" (Telex) and "d9a8ng ky1" (VNI) are "đăng ký".
/// </summary>
public static partial class RawTyping
{
    /// <summary>One decodable word may be chance ("test" is "tét"); two in one message are a habit.</summary>
    private const int Votes = 2;

    private static readonly FrozenSet<string> Kept = FrozenSet.ToFrozenSet(
        ["as", "is", "of", "or", "os", "us", "if", "ar", "web", "new", "now", "link", "pass", "zalo", "viettel", "app", "apps",
         "docs", "file", "files", "address", "sms", "vneid", "dvc", "test", "off", "tax", "box", "max", "fax", "mess"]);

    /// <summary>The message decoded, or unchanged when it carries marks already or fewer than two of its words decode.</summary>
    public static string Decode(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (Syllable.IsMarked(message))
            return message;
        var votes = Word().Matches(message).Count(word => DecodeWord(word.Value) is not null);
        return votes < Votes ? message : Word().Replace(message, word => DecodeWord(word.Value) ?? word.Value);
    }

    /// <summary>The syllable behind one raw word, or null when the word is no Telex or VNI.</summary>
    private static string? DecodeWord(string word)
    {
        var raw = word.ToLowerInvariant();
        if (raw.Length < 2 || Kept.Contains(raw) || SyllableRules.IsSyllable(raw))
            return null;
        var typed = raw.Any(char.IsAsciiDigit) ? Vni(raw) : Telex(raw);
        return typed is not null && typed != raw && SyllableRules.IsSyllable(typed) ? typed : null;
    }

    private static string? Telex(string raw)
    {
        var letters = new StringBuilder(raw.Length);
        var tone = '\0';
        foreach (var c in raw)
        {
            var vowelSeen = HasVowel(letters);
            if (vowelSeen && TelexTone(c) is { } sign)
                tone = sign;
            else if (c == 'w')
                Horn(letters);
            else if (c is 'a' or 'e' or 'o' && LastIndexOf(letters, c) >= 0)
                Circumflex(letters, c);
            else if (c == 'd' && letters.Length > 0 && letters[0] == 'd')
                letters[0] = 'đ';
            else
                letters.Append(c);
        }

        return WithTone(letters, tone);
    }

    private static string? Vni(string raw)
    {
        var letters = new StringBuilder(raw.Length);
        var tone = '\0';
        foreach (var c in raw)
        {
            switch (c)
            {
                case >= '1' and <= '5': tone = "\u0301\u0300\u0309\u0303\u0323"[c - '1']; break;
                case '6': foreach (var vowel in "aeo") Circumflex(letters, vowel); break;
                case '7' or '8': Horn(letters); break;
                case '9' when letters.Length > 0 && letters[0] == 'd': letters[0] = 'đ'; break;
                case '0' or '9': return null;
                default: letters.Append(c); break;
            }
        }

        return WithTone(letters, tone);
    }

    private static char? TelexTone(char key) => key switch
    {
        's' => '\u0301',
        'f' => '\u0300',
        'r' => '\u0309',
        'x' => '\u0303',
        'j' => '\u0323',
        _ => null,
    };

    private static bool HasVowel(StringBuilder letters)
    {
        for (var i = 0; i < letters.Length; i++)
            if (IsVowel(letters[i]))
                return true;
        return false;
    }

    private static bool IsVowel(char c) => "aeiouyăâêôơư".Contains(c, StringComparison.Ordinal);

    private static int LastIndexOf(StringBuilder letters, char c)
    {
        for (var i = letters.Length - 1; i >= 0; i--)
            if (letters[i] == c)
                return i;
        return -1;
    }

    private static void Circumflex(StringBuilder letters, char vowel)
    {
        if (LastIndexOf(letters, vowel) is >= 0 and var at)
            letters[at] = vowel switch { 'a' => 'â', 'e' => 'ê', _ => 'ô' };
    }

    /// <summary>One key marks both letters of ươ: thuwong and thuowng are thương.</summary>
    private static void Horn(StringBuilder letters)
    {
        var (a, o, u) = (LastIndexOf(letters, 'a'), LastIndexOf(letters, 'o'), LastIndexOf(letters, 'u'));
        if (o >= 0)
        {
            letters[o] = 'ơ';
            if (u == o - 1 && u >= 0)
                letters[u] = 'ư';
        }
        else if (a >= 0 && !(u >= 0 && u < a))
            letters[a] = 'ă';
        else if (u >= 0)
            letters[u] = 'ư';
        else
            letters.Append('ư');
    }

    private static string WithTone(StringBuilder letters, char tone)
    {
        // thuwo: the horn came before the o; ươ is the only rhyme that begins with ưo.
        letters.Replace("ưo", "ươ");
        if (tone != '\0' && ToneSeat(letters) is >= 0 and var seat)
            letters.Insert(seat + 1, tone);
        return letters.ToString().Normalize(NormalizationForm.FormC);
    }

    private static int ToneSeat(StringBuilder letters)
    {
        var vowels = Enumerable.Range(0, letters.Length).Where(i => IsVowel(letters[i])).ToList();
        // The u of qu and the i of gi belong to the onset.
        if (vowels.Count > 1 && letters.Length > 2 && (letters[0], letters[1]) is ('q', 'u') or ('g', 'i'))
            vowels.RemoveAt(0);
        var marked = vowels.FindLastIndex(i => Syllable.IsMarked(letters[i].ToString()));
        if (marked >= 0)
            return vowels[marked];
        var closed = vowels.Count > 0 && vowels[^1] < letters.Length - 1;
        return vowels.Count switch { 0 => -1, 1 => vowels[0], _ => closed ? vowels[^1] : vowels[^2] };
    }

    [GeneratedRegex(@"\b[A-Za-z][A-Za-z0-9]*\b")]
    private static partial Regex Word();
}
