using System.Text;

namespace Outreach.Language;

/// <summary>Spelling of one syllable, reduced to what is pronounced.</summary>
public static class Syllable
{
    /// <summary>
    /// A key under which all accepted spellings of a syllable meet: the letters without their tone, then the tone as one sign,
    /// so hoà and hòa are both <c>hoa`</c>. Final i and y are one letter where both are written (kĩ, kỹ; quí, quý).
    /// </summary>
    /// <param name="syllable">Lower case, NFC.</param>
    public static string Fold(string syllable)
    {
        ArgumentNullException.ThrowIfNull(syllable);
        if (System.Text.Ascii.IsValid(syllable))
            return FoldVowel(syllable);

        var tone = '\0';
        var letters = new StringBuilder(syllable.Length);
        foreach (var c in syllable.Normalize(NormalizationForm.FormD))
        {
            if (ToneOf(c) is { } sign)
                tone = sign;
            else
                letters.Append(c);
        }

        var body = FoldVowel(letters.ToString().Normalize(NormalizationForm.FormC));
        return tone == '\0' ? body : body + tone;
    }

    /// <summary>Whether the word carries a tone, a vowel sign or đ.</summary>
    public static bool IsMarked(string word) => !System.Text.Ascii.IsValid(word);

    private static char? ToneOf(char combining) => combining switch
    {
        '\u0300' => '`',
        '\u0301' => '´',
        '\u0303' => '~',
        '\u0309' => '?',
        '\u0323' => '.',
        _ => null,
    };

    /// <summary>Both spellings occur in one document: kỳ/kì, lý/lí, mỹ/mĩ, sĩ/sỹ, tỷ/tỉ, quy/qui.</summary>
    private static string FoldVowel(string body) => body switch
    {
        ['h' or 'k' or 'l' or 'm' or 's' or 't', 'i'] => body[0] + "y",
        ['q', 'u', 'i', .. var rest] => "quy" + rest,
        _ => body,
    };
}
