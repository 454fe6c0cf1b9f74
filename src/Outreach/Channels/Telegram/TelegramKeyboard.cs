using System.Text;
using Outreach.Delivery;

namespace Outreach.Channels.Telegram;

/// <summary>
/// Buttons as Telegram has them: choices alone become a reply keyboard, whose taps come back as ordinary messages; as soon
/// as one opens an address all are inline, because a message carries only one kind.
/// </summary>
internal static class TelegramKeyboard
{
    /// <summary>On the key that hands over the citizen's own number, which Telegram asks them to confirm.</summary>
    public const string ShareNumber = "Gửi số điện thoại của tôi";

    /// <summary>Bytes of UTF-8 that callback_data holds.</summary>
    private const int LongestData = 64;

    /// <summary>Characters that copy_text holds.</summary>
    private const int LongestCopy = 256;

    /// <param name="asksForContact">The first key hands over the citizen's number; it is a reply key, so all are.</param>
    public static TelegramMarkup? For(IReadOnlyList<MessageButton> buttons, bool asksForContact)
    {
        if (buttons.Any(button => button.Url is not null))
            return new(InlineKeyboard: [.. buttons.Select(Inline)]);
        var keys = buttons.Select(Reply).ToList();
        if (asksForContact)
            keys.Insert(0, [new(ShareNumber, RequestContact: true)]);
        return keys.Count == 0 ? null : new(Keyboard: keys, ResizeKeyboard: true, OneTimeKeyboard: true);
    }

    /// <summary>Whether a key or a link can lead there: <c>tel:</c> and <c>mailto:</c> are refused with 400.</summary>
    public static bool Opens(Uri url) => url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps || url.Scheme == "tg";

    /// <summary>An address as people read it.</summary>
    public static string Shown(Uri url) => Opens(url) ? url.AbsoluteUri : Uri.UnescapeDataString(url.AbsoluteUri[(url.Scheme.Length + 1)..]);

    /// <summary>What a tap said: the data, or the label of the key it was cut from.</summary>
    public static string WordsOf(string data, TelegramMarkup? keyboard) =>
        keyboard?.InlineKeyboard?.SelectMany(row => row ?? []).FirstOrDefault(key => key?.CallbackData == data)?.Text is { } label
        && label.StartsWith(data, StringComparison.Ordinal) && !Fits(label)
            ? label
            : data;

    private static IReadOnlyList<TelegramKey> Reply(MessageButton button) => [new(button.Title)];

    private static IReadOnlyList<TelegramKey> Inline(MessageButton button) => button.Url switch
    {
        null => [new(button.Title, CallbackData: Fits(button.Says ?? button.Title) ? button.Says ?? button.Title : Cut(button.Title))],
        { } url when Opens(url) => [new(button.Title, Url: url.AbsoluteUri)],
        { } url => [new(button.Title, CopyText: new(Shown(url) is { Length: > LongestCopy } address ? address[..LongestCopy] : Shown(url)))],
    };

    private static bool Fits(string words) => Encoding.UTF8.GetByteCount(words) <= LongestData;

    private static string Cut(string title)
    {
        var bytes = 0;
        var length = 0;
        foreach (var rune in title.EnumerateRunes())
        {
            if ((bytes += rune.Utf8SequenceLength) > LongestData)
                break;
            length += rune.Utf16SequenceLength;
        }

        return title[..length];
    }
}
