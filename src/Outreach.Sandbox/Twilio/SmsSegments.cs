namespace Outreach.Sandbox.Twilio;

/// <summary>How many SMS a text becomes: GSM 03.38 alphabet (3GPP TS 23.038) or UCS-2, one part or concatenated parts.</summary>
internal static class SmsSegments
{
    private const string Basic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /// <summary>Two septets each, and the pair stays in one part.</summary>
    private const string Extended = "\f^{}\\[~]|€";

    public static int Count(string text)
    {
        if (text.All(c => Basic.Contains(c) || Extended.Contains(c)))
            return Parts(text.Select(c => Extended.Contains(c) ? 2 : 1), single: 160, part: 153);
        return Parts(text.EnumerateRunes().Select(rune => rune.Utf16SequenceLength), single: 70, part: 67);
    }

    private static int Parts(IEnumerable<int> widths, int single, int part)
    {
        int total = 0, parts = 1, used = 0;
        foreach (var width in widths)
        {
            total += width;
            if (used + width > part)
                (parts, used) = (parts + 1, 0);
            used += width;
        }

        return total <= single ? 1 : parts;
    }
}
