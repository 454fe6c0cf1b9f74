using System.Text;

namespace Outreach.Language;

/// <summary>Spelling of one syllable, reduced to what is pronounced.</summary>
public static class Syllable
{
    private const int Longest = 64;

    /// <summary>
    /// A key under which all accepted spellings of a syllable meet: the letters without their tone, then the tone as one sign,
    /// so hoà and hòa are both <c>hoa`</c>. Final i and y are one letter where both are written (kĩ, kỹ; quí, quý).
    /// </summary>
    /// <param name="syllable">Lower case; NFC is faster.</param>
    public static string Fold(string syllable)
    {
        ArgumentNullException.ThrowIfNull(syllable);
        if (Ascii.IsValid(syllable))
            return FoldVowel(syllable) ?? syllable;
        if (syllable.AsSpan().ContainsAnyInRange('\u0300', '\u036F'))
            syllable = UnicodeRepair.Repair(syllable);

        Span<char> folded = stackalloc char[Longest + 1];
        return syllable.Length > Longest ? FoldLong(syllable) : Fold(syllable, folded).ToString();
    }

    /// <summary>The same without an allocation: the key is written to <paramref name="folded"/>, one longer than the syllable.</summary>
    internal static ReadOnlySpan<char> Fold(ReadOnlySpan<char> syllable, Span<char> folded)
    {
        var tone = Tone.Level;
        for (var i = 0; i < syllable.Length; i++)
        {
            folded[i] = Letters.Body(syllable[i]);
            if (Letters.ToneOf(syllable[i]) is not Tone.Level and var found)
                tone = found;
        }

        var length = syllable.Length;
        if (IsFoldable(folded[..length]))
            folded[length == 2 ? 1 : 2] = 'y';
        if (tone != Tone.Level)
            folded[length++] = Sign(tone);
        return folded[..length];
    }

    /// <summary>Whether the word carries a tone, a vowel sign or đ.</summary>
    public static bool IsMarked(string word) => !Ascii.IsValid(word);

    /// <summary>
    /// The syllable with its tone where most texts put it: hòa, thủy, quý; with a final consonant there is only one place (hoàn).
    /// </summary>
    /// <param name="body">The letters without tone, lower case: <c>hoa</c>, <c>đương</c>.</param>
    public static string Compose(string body, Tone tone)
    {
        ArgumentNullException.ThrowIfNull(body);
        var seat = tone == Tone.Level ? -1 : ToneSeat(body);
        return seat < 0 ? body : string.Concat(body.AsSpan(0, seat), [Letters.With(body[seat], tone)], body.AsSpan(seat + 1));
    }

    /// <summary>Index of the vowel that carries the tone, or -1 where there is no vowel.</summary>
    internal static int ToneSeat(ReadOnlySpan<char> body)
    {
        var first = 0;
        while (first < body.Length && !Letters.IsVowel(body[first]))
            first++;
        var end = first;
        while (end < body.Length && Letters.IsVowel(body[end]))
            end++;
        // The u of qu and the i of gi belong to the onset.
        if (end - first > 1 && first == 1 && (body[0], body[1]) is ('q', 'u') or ('g', 'i'))
            first++;
        for (var i = end - 1; i >= first; i--)
            if (body[i] > '\u007F')
                return i;
        var closed = end < body.Length;
        return (end - first) switch { 0 => -1, 1 => first, _ => closed ? end - 1 : end - 2 };
    }

    private static char Sign(Tone tone) => tone switch
    {
        Tone.Grave => '`',
        Tone.Acute => '´',
        Tone.Tilde => '~',
        Tone.Hook => '?',
        _ => '.',
    };

    private static string FoldLong(string syllable) => Fold(syllable, new char[syllable.Length + 1]).ToString();

    /// <summary>Both spellings occur in one document: kỳ/kì, lý/lí, mỹ/mĩ, sĩ/sỹ, tỷ/tỉ, quy/qui.</summary>
    private static bool IsFoldable(ReadOnlySpan<char> body) => body switch
    {
        ['h' or 'k' or 'l' or 'm' or 's' or 't', 'i'] => true,
        ['q', 'u', 'i', ..] => true,
        _ => false,
    };

    private static string? FoldVowel(string body) => !IsFoldable(body) ? null : body.Length == 2 ? body[0] + "y" : "quy" + body[3..];
}
