using Outreach.Language;

namespace Outreach.Assistant.Dialogs;

/// <summary>
/// What an SMS takes: 160 characters of GSM-7 or 70 with a single Vietnamese letter, 153 and 67 in each of several parts
/// (3GPP TS 23.038, 23.040).
/// </summary>
internal static class SmsSize
{
    private const string TwoSeptets = "^{}\\[~]|";

    public static int Segments(string text)
    {
        var plain = IsPlain(text);
        var length = plain ? text.Length + text.Count(TwoSeptets.Contains) : text.Length;
        return length <= (plain ? 160 : 70) ? 1 : (length + (plain ? 152 : 66)) / (plain ? 153 : 67);
    }

    /// <summary>Most characters in so many segments; plain ones leave a little for signs that count twice.</summary>
    public static int Room(int segments, bool plain) => segments * (plain ? 150 : 67);

    /// <summary>Printable ASCII but the backtick is GSM-7.</summary>
    public static bool IsPlain(string text) => text.All(c => c is '\n' or (>= ' ' and <= '~' and not '`'));

    /// <summary>Without marks and without signs GSM-7 does not know.</summary>
    public static string Plain(string text) => VietnameseMarks.Strip(text)
        .Replace('–', '-').Replace('—', '-').Replace("…", "...", StringComparison.Ordinal).Replace('“', '"').Replace('”', '"');
}
