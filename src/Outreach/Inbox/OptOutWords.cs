using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Outreach.Language;

namespace Outreach.Inbox;

/// <summary>
/// Words by which a citizen stops our messages, and returns: the whole message, in any case, with or without accents, never a
/// sentence that merely holds the word. Vietnamese gateways use TC, TU CHOI, HUY (NĐ 91/2020/NĐ-CP asks for a free way to
/// refuse); STOP and /stop are what people know from abroad.
/// </summary>
public static partial class OptOutWords
{
    private const string Sms = "sms";

    /// <summary>Without accents.</summary>
    private static readonly HashSet<string> Stop =
    [
        "tc", "tc qc", "tc dv", "tc tin", "tc nhan tin", "tu choi", "tu choi qc", "tu choi quang cao", "tu choi tin", "tu choi nhan tin", "tu choi nhan tin nhan",
        "huy", "huy bo", "huy tin", "huy qc", "huy dv", "huy dich vu", "huy nhan tin", "huy nhan tin nhan", "huy dk", "huy dang ky", "huy dang ki", "huy dang ky nhan tin", "huy theo doi",
        "ngung", "ngung gui tin", "ngung nhan tin", "ngung nhan tin nhan", "ngung theo doi",
        "dung nhan tin", "dung nhan tin nua", "dung gui tin", "dung gui tin nua", "dung gui tin nhan nua", "dung gui nua",
        "khong nhan tin", "khong nhan tin nua", "khong nhan tin nhan nua", "khong muon nhan tin", "khong muon nhan tin nua",
        "toi khong muon nhan tin nua", "toi khong nhan tin nua", "khong gui tin nua", "khong dang ky nhan tin",
        "stop", "stop all", "stopall", "unsub", "unsubscribe", "opt out", "opt-out", "optout",

        // What people send to 5656 to be put on the national do-not-call list means the same to us.
        "dk dnc", "dk dnc s", "dk dnc_s", "dang ky dnc",
    ];

    /// <summary>Only with the accent: without it, "đúng" (yes, right) and "dùng" (use) are the same letters.</summary>
    private static readonly HashSet<string> StopAccented = ["dừng", "dừng lại", "dừng tin"];

    /// <summary>Also stop on SMS: there Twilio acts on them by itself, so the ledger must know as much (its default keywords).</summary>
    private static readonly HashSet<string> StopOnSms = ["cancel", "end", "quit", "revoke"];

    private static readonly HashSet<string> Start =
    [
        "dk", "dk lai", "dk tin", "dk qc", "dk dv", "dk nhan tin", "dang ky lai", "dang ky nhan tin", "dang ki nhan tin", "dang ky nhan tin lai",
        "nhan tin lai", "nhan lai tin", "dong y", "dong y nhan tin", "start", "unstop", "subscribe",
    ];

    /// <param name="channel">On SMS the instruction printed in messages, DUNG in capitals without accents, counts as well.</param>
    public static bool IsStop(string text, string channel)
    {
        var shown = Words(text);
        var words = shown.ToLowerInvariant();
        var plain = VietnameseMarks.Strip(words);
        return Stop.Contains(plain)
            || StopAccented.Contains(words)
            || (channel == Sms && (shown == "DUNG" || StopOnSms.Contains(plain)))
            || WithCode().IsMatch(shown);
    }

    /// <summary>Taken as a wish to receive messages again only by someone who had stopped them.</summary>
    public static bool IsStart(string text)
    {
        var plain = VietnameseMarks.Strip(Words(text).ToLowerInvariant());
        return Start.Contains(plain) || ReturnWithCode().IsMatch(plain);
    }

    /// <summary>
    /// The message as words: full-width letters folded, invisible characters, quotes, the slash of a command and closing signs
    /// gone, as well as "gửi 1022" copied from an instruction and a polite "ạ". A question mark stays: "hủy?" is a question.
    /// </summary>
    private static string Words(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKC))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.Control) || char.IsWhiteSpace(c))
                visible.Append(char.IsWhiteSpace(c) ? ' ' : c);
        }

        var bare = Spaces().Replace(Signs().Replace(visible.ToString(), ""), " ");
        return Tail().Replace(bare, "");
    }

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();

    // Everything at either end that is neither letter, digit nor question mark.
    [GeneratedRegex(@"^[^\p{L}\p{N}?]+|[^\p{L}\p{N}?]+\z")]
    private static partial Regex Signs();

    [GeneratedRegex(@"(?<=.)(@\w+| (gửi|gui) (đến |den |toi |tới )?[0-9]{3,11}|[ ,]+(ạ|nhé|nha))\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tail();

    // TC1, TC 1022, TC UBNDTINH: a gateway's service number or sender name (11 characters at most). Names in capitals, since
    // "tc gì" is a question; not HS, and no longer number: "TC HS 000.12…" looks up a dossier (tra cứu hồ sơ). No names after
    // HUY: "HUY LICH" and "HUY DON" are about appointments and applications.
    [GeneratedRegex(@"^((?i:TC|HUY|HỦY|HUỶ) ?[0-9]{1,6}|TC (?!HS|HOSO|GI\z)[A-Z][A-Z0-9]{1,10})\z")]
    private static partial Regex WithCode();

    // Only numbers: "DK KS" is the registration of a birth (đăng ký khai sinh).
    [GeneratedRegex(@"^dk ?[0-9]{1,6}\z")]
    private static partial Regex ReturnWithCode();
}
