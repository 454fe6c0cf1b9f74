using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Outreach.Channels.Telegram;

/// <summary>Who the bot is, and what it says about itself in the citizen's app.</summary>
internal sealed partial class TelegramBot(TelegramClient client, IOptions<TelegramOptions> options, ILogger<TelegramBot> logger)
{
    /// <summary>The kinds of update that are read; others are not even sent.</summary>
    public static readonly IReadOnlyList<string> Updates = ["message", "edited_message", "callback_query", "my_chat_member"];

    private static readonly TelegramCommands Menu = new(
    [
        new("start", "Bắt đầu trò chuyện và nhận thông báo"),
        new("help", "Xem trợ lý giúp được những gì"),
        new("stop", "Ngừng nhận thông báo"),
    ]);

    /// <summary>The number before the colon of its token.</summary>
    public long Id { get; } = long.TryParse(options.Value.BotToken?.Split(':')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    /// <summary>Without the @, as groups address it; null until Telegram has been asked.</summary>
    public string? Name { get; private set; } = options.Value.BotName;

    /// <summary>Asks for the name and sets the menu. Nothing waits for it: without them private chats work all the same.</summary>
    public async Task IntroduceAsync(CancellationToken ct)
    {
        var me = await client.CallAsync("getMe", new TelegramNothing(), TelegramJson.Default.TelegramNothing, TelegramJson.Default.TelegramAnswerTelegramUser, ct);
        if (me.Value?.Username is { Length: > 0 } name)
            Name = name;
        var problem = await client.TellAsync("setMyCommands", Menu, TelegramJson.Default.TelegramCommands, ct);
        if ((me.Problem ?? problem) is { } words)
            LogNotIntroduced(words);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The Telegram bot does not know its name or has no menu: {Reason}")]
    private partial void LogNotIntroduced(string reason);
}
