using Outreach.Language;

namespace Outreach.Inbox;

/// <summary>
/// Words by which a citizen stops our messages: the whole message, in any case, with or without accents. Vietnamese
/// gateways use TC, HUY, TU CHOI (NĐ 91/2020/NĐ-CP asks for a free way to refuse); STOP and /stop are what people know from abroad.
/// </summary>
public static class OptOutWords
{
    private static readonly HashSet<string> Stop = ["tc", "tu choi", "huy", "huy tin", "ngung", "stop", "/stop", "unsub", "unsubscribe", "stopall"];

    /// <summary>Only with its accent: without it, "đúng" (yes, right) and "dùng" (use) are the same letters.</summary>
    private const string StopAccented = "dừng";

    private static readonly HashSet<string> Start = ["dk", "dang ky nhan tin", "dong y", "start"];

    public static bool IsStop(string text)
    {
        var words = Words(text);
        return words == StopAccented || Stop.Contains(VietnameseMarks.Strip(words));
    }

    /// <summary>Taken as a wish to receive messages again only by someone who had stopped them.</summary>
    public static bool IsStart(string text) => Start.Contains(VietnameseMarks.Strip(Words(text)));

    private static string Words(string text) =>
        string.Join(' ', text.Normalize().ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Trim(' ', '.', '!', '"');
}
