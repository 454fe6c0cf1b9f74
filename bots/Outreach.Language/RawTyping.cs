using System.Buffers;
using System.Text;
using Outreach.Language.Typing;

namespace Outreach.Language;

/// <summary>
/// Restores messages typed with the keyboard program switched off: "ddawng kys" (Telex), "d9a8ng ky1" (VNI) and "dda(ng ky'"
/// (VIQR) are "đăng ký".
/// </summary>
public static class RawTyping
{
    private static readonly SearchValues<char> TelexKeys = SearchValues.Create("sfrxjwzSFRXJWZdDaAeEoO");
    private static readonly SearchValues<char> ViqrKeys = SearchValues.Create("^(+*");

    /// <summary>Words that Telex would turn into a syllable but that are left alone: "test", "his", "bus".</summary>
    public static IEnumerable<string> ProtectedWords => EnglishWords.List.Where(word => !RawWord.IsEither(word));

    /// <summary>
    /// The message decoded, or unchanged when it carries marks, is another language or has too few words that decode. In a
    /// message with marks only the key a phone has put after its own mark goes ("kýs"). Addresses, codes, and words such as
    /// "app" or "test" stay as they are; the case of a word is kept.
    /// </summary>
    public static string Decode(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.AsSpan().ContainsAny(ViqrKeys) && MessageVote.IsRaw(message, TypingMethod.Viqr))
            return Rewrite(message, TypingMethod.Viqr);
        if (message.AsSpan().ContainsAnyInRange('0', '9') && MessageVote.IsRaw(message, TypingMethod.Vni))
            return Rewrite(message, TypingMethod.Vni);
        if (message.AsSpan().ContainsAny(TelexKeys) && MessageVote.IsRaw(message, TypingMethod.Telex))
            return Rewrite(message, TypingMethod.Telex);
        return Ascii.IsValid(message) ? message : Rewrite(message, null);
    }

    private static string Rewrite(string message, TypingMethod? method)
    {
        StringBuilder? decoded = null;
        var copied = 0;
        var words = new RawWords(message, method == TypingMethod.Viqr);
        while (words.MoveNext())
        {
            if (Read(words.Current, method) is not { } syllable)
                continue;
            decoded ??= new StringBuilder(message.Length);
            decoded.Append(message.AsSpan(copied, words.Start - copied)).Append(RawWord.Cased(syllable, words.Current));
            copied = words.End;
        }

        return decoded is null ? message : decoded.Append(message.AsSpan(copied)).ToString();
    }

    private static string? Read(ReadOnlySpan<char> word, TypingMethod? method) =>
        word.ContainsAnyExceptInRange('\0', '\u007F') ? RawWord.WithoutEcho(word)
        : method is { } keys ? RawWord.ReadInRaw(word, keys) ?? RawWord.Uncancelled(word, keys)
        : null;
}
