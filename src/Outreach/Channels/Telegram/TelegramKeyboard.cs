using System.Text;
using Outreach.Delivery;

namespace Outreach.Channels.Telegram;

/// <summary>
/// Buttons as Telegram has them: choices alone become a reply keyboard, whose taps come back as ordinary messages; as soon
/// as one opens an address all are inline, because a message carries only one kind.
/// </summary>
internal static class TelegramKeyboard
{
    /// <summary>Bytes of UTF-8 that callback_data holds.</summary>
    private const int LongestData = 64;

    public static TelegramMarkup? For(IReadOnlyList<MessageButton>? buttons) => buttons switch
    {
        null or [] => null,
        _ when buttons.Any(button => button.Url is not null) => new(InlineKeyboard: [.. buttons.Select(Inline)]),
        _ => new(Keyboard: [.. buttons.Select(Reply)], ResizeKeyboard: true, OneTimeKeyboard: true),
    };

    /// <summary>What a tap said: the data, or the label of the key it was cut from.</summary>
    public static string WordsOf(string data, TelegramMarkup? keyboard) =>
        keyboard?.InlineKeyboard?.SelectMany(row => row).FirstOrDefault(key => key.CallbackData == data) is { } key
        && key.Text.StartsWith(data, StringComparison.Ordinal) && !Fits(key.Text)
            ? key.Text
            : data;

    private static IReadOnlyList<TelegramKey> Reply(MessageButton button) => [new(button.Title)];

    private static IReadOnlyList<TelegramKey> Inline(MessageButton button) => button.Url is null
        ? [new(button.Title, CallbackData: Fits(button.Says ?? button.Title) ? button.Says ?? button.Title : Cut(button.Title))]
        : [new(button.Title, Url: button.Url.AbsoluteUri)];

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
