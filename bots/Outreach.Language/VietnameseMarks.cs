using System.Globalization;
using System.Text;

namespace Outreach.Language;

/// <summary>The marks of Vietnamese letters.</summary>
public static class VietnameseMarks
{
    /// <summary>The text without tones and vowel signs, đ as d; everything else unchanged.</summary>
    public static string Strip(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (System.Text.Ascii.IsValid(text))
            return text;

        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            // đ does not decompose: it is a letter of its own in Unicode.
            if (c is 'đ' or 'Đ')
                plain.Append(c == 'đ' ? 'd' : 'D');
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                plain.Append(c);
        }

        return plain.ToString().Normalize(NormalizationForm.FormC);
    }
}
