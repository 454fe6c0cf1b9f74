using System.Globalization;
using System.Text;

namespace Outreach.Content;

/// <summary>
/// Finds what cannot be seen on the screen but spoils searching, comparing and text-message length: decomposed letters,
/// invisible characters, and the eth that looks exactly like Đ.
/// </summary>
internal static class TextCheck
{
    /// <summary>The first such flaw of a line, in words, or null.</summary>
    public static string? Flaw(string line)
    {
        foreach (var rune in line.EnumerateRunes())
        {
            if (rune.Value is 'Ð' or 'ð')
                return $"'{rune}' (U+{rune.Value:X4}, eth) looks like Vietnamese Đ/đ; type the Vietnamese letter";
            if (rune == Rune.ReplacementChar)
                return "U+FFFD stands where a character was lost; type it again";
            if (IsInvisible(rune)) return $"invisible character U+{rune.Value:X4}; delete it or type an ordinary space";
        }
        return line.IsNormalized(NormalizationForm.FormC)
            ? null
            : $"'{line.Split(' ').First(word => !word.IsNormalized(NormalizationForm.FormC)).Normalize(NormalizationForm.FormC)}' "
              + "is written with separate combining marks; save the text in NFC";
    }

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        UnicodeCategory.Control => rune.Value is not ('\t' or '\r' or '\n'),
        UnicodeCategory.SpaceSeparator => rune.Value != ' ',
        _ => false,
    };
}
