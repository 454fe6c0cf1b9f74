using System.Buffers;
using System.Text;

namespace Outreach.Content;

/// <summary>The alphabet a text message needs, which sets how long its parts are.</summary>
public enum SmsEncoding
{
    /// <summary>GSM 03.38 default alphabet: 160 septets, or 153 in each of several parts.</summary>
    Gsm7,

    /// <summary>UTF-16 code units: 70, or 67 in each of several parts.</summary>
    Ucs2,
}

/// <summary>What a text costs as SMS. Source: 3GPP TS 23.038 (alphabet), TS 23.040 (the 6-byte header of each part).</summary>
/// <param name="Units">Septets (GSM-7) or UTF-16 code units (UCS-2) of the whole text.</param>
/// <param name="Parts">Messages billed. Can exceed units ÷ part size, because no character is cut in two.</param>
public sealed record SmsLength(SmsEncoding Encoding, int Units, int Parts)
{
    /// <summary>Vietnamese operators carry at most 3 parts on most brand-name routes.</summary>
    public const int MostParts = 3;

    private const string Basic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
        "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    // Reached through the escape septet, so each of these costs two.
    private const string Extension = "\f^{}\\[~]|€";

    private static readonly SearchValues<char> Gsm7Characters = SearchValues.Create(Basic + Extension);
    private static readonly SearchValues<char> Escaped = SearchValues.Create(Extension);

    /// <summary>Measures the composed form (NFC): decomposed text would cost twice and some gateways drop its marks.</summary>
    public static SmsLength Measure(string text)
    {
        var composed = text.Normalize(NormalizationForm.FormC);
        return FirstOutsideGsm7(composed) is null
            ? Measured(SmsEncoding.Gsm7, composed.Select(c => Escaped.Contains(c) ? 2 : 1), single: 160, part: 153)
            : Measured(SmsEncoding.Ucs2, composed.EnumerateRunes().Select(rune => rune.Utf16SequenceLength), single: 70, part: 67);
    }

    /// <summary>The first character that forces the whole message into UCS-2, or null.</summary>
    public static Rune? FirstOutsideGsm7(string text)
    {
        var index = text.AsSpan().IndexOfAnyExcept(Gsm7Characters);
        if (index < 0) return null;
        Rune.DecodeFromUtf16(text.AsSpan(index), out var rune, out _);
        return rune;
    }

    private static SmsLength Measured(SmsEncoding encoding, IEnumerable<int> widths, int single, int part)
    {
        int units = 0, parts = 1, inPart = 0;
        foreach (var width in widths)
        {
            units += width;
            if (inPart + width > part) (parts, inPart) = (parts + 1, 0);
            inPart += width;
        }
        return new SmsLength(encoding, units, units <= single ? 1 : parts);
    }
}
