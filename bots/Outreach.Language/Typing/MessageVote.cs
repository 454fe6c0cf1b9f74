using System.Buffers;

namespace Outreach.Language.Typing;

/// <summary>Whether a whole message was typed with the keyboard program switched off.</summary>
internal static class MessageVote
{
    private static readonly SearchValues<char> Signs = SearchValues.Create("^(+*'`?~.");
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouyAEIOUY");

    /// <summary>One key may be chance ("test" is "tét"); two are a habit, in one word or in two.</summary>
    private const int Enough = 2;

    /// <summary>A lone digit at the end may be a number ("phuong7"): this many such words are none any more.</summary>
    private const int EnoughTrailing = 3;

    public static bool IsRaw(ReadOnlySpan<char> text, TypingMethod method)
    {
        var (read, votes, strong, marked, foreign) = (0, 0, 0, 0, 0);
        var words = new RawWords(text, method == TypingMethod.Viqr);
        while (words.MoveNext())
        {
            var word = words.Current;
            if (word.ContainsAnyExceptInRange('\0', '\u007F'))
            {
                marked++;
            }
            else if (RawWord.Read(word, method, out var evidence) is not null)
            {
                if (method == TypingMethod.Viqr && !HasSignInside(word))
                    continue;
                read++;
                votes += evidence;
                strong += IsStrong(word, method) ? 1 : 0;
            }
            else if (IsForeign(word))
            {
                foreign++;
            }
        }

        // Letters with marks say that the program was on; unknown words, that the language is another.
        return votes >= Enough && (strong > 0 || read >= EnoughTrailing) && read > 2 * marked
            && (read > 1 ? votes > foreign : foreign == 0);
    }

    /// <summary>A full stop or question mark at the end of a word need not mark it.</summary>
    private static bool HasSignInside(ReadOnlySpan<char> word) => word[^1] is not ('.' or '?') || word[..^1].ContainsAny(Signs);

    /// <summary>Whether the keys could not be a word and its number, or a word and the sign that ends it.</summary>
    private static bool IsStrong(ReadOnlySpan<char> word, TypingMethod method) => method switch
    {
        TypingMethod.Telex => true,
        TypingMethod.Vni => char.IsAsciiLetter(word[^1]) || char.IsAsciiDigit(word[^2]),
        _ => word.ContainsAny('^', '+') || word.IndexOf("a(", StringComparison.OrdinalIgnoreCase) is >= 0 and var at && at + 2 < word.Length,
    };

    private static bool IsForeign(ReadOnlySpan<char> word)
    {
        if (word.Length < 3 || word.ContainsAnyInRange('0', '9') || !word.ContainsAny(Vowels))
            return false;
        if (word.Length > KeyTable.LongestWord)
            return true;
        Span<char> lower = stackalloc char[KeyTable.LongestWord];
        word.ToLowerInvariant(lower);
        lower = lower[..word.Length];
        return !SyllableRules.IsPlainSyllable(lower) && !EnglishWords.IsBorrowed(lower);
    }
}
