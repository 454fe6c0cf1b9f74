using System.Globalization;
using System.Text;

namespace Outreach.Language;

/// <summary>Vietnamese without its marks, as people type it in a hurry and as GSM-7 text messages need it.</summary>
public static class VietnameseMarks
{
    /// <summary>
    /// "Đăng ký khai sinh" → "Dang ky khai sinh". Accepts composed and decomposed text alike and changes nothing but letters:
    /// case, spaces and punctuation stay. Eth (Ð ð) and African D (Ɖ ɖ) are read as Đ đ, which they are mistyped for.
    /// </summary>
    public static string Strip(string text)
    {
        if (Ascii.IsValid(text)) return text;
        foreach (var c in text)
            if (!Letters.IsKnown(c))
                return StripAny(text);
        return string.Create(text.Length, text, static (plain, text) =>
        {
            for (var i = 0; i < plain.Length; i++)
                plain[i] = PlainCased(text[i]);
        });
    }

    private static char PlainCased(char c) =>
        c <= '\u007F' ? c : char.IsUpper(c) ? char.ToUpperInvariant(Letters.Plain(c)) : Letters.Plain(c);

    private static string StripAny(string text)
    {
        var stripped = new StringBuilder(text.Length);
        foreach (var c in UnicodeRepair.WithoutLoneSurrogates(text).Normalize(NormalizationForm.FormD))
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                stripped.Append(WithoutStroke(c));
        // Scripts that decompose without marks (Hangul) are put together again.
        return stripped.ToString().Normalize(NormalizationForm.FormC);
    }

    // The stroke of đ is part of the letter, not a combining mark, so FormD leaves it.
    private static char WithoutStroke(char c) => c switch
    {
        'đ' or 'ð' or 'ɖ' => 'd',
        'Đ' or 'Ð' or 'Ɖ' => 'D',
        _ => c,
    };
}
