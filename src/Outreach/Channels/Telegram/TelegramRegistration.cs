using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Outreach.Delivery;

namespace Outreach.Channels.Telegram;

/// <summary>Tells Telegram at start where the webhook is, until it has understood; the rest of the service does not wait for it.</summary>
internal sealed partial class TelegramRegistration(
    TelegramClient client,
    TelegramBot bot,
    IOptions<TelegramOptions> options,
    IOptions<ServiceOptions> service,
    TimeProvider time,
    ILogger<TelegramRegistration> logger) : BackgroundService
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var settings = options.Value;
        if (!settings.Enabled || !settings.RegisterWebhook)
            return;

        var url = service.Value.At($"/webhooks/telegram/{settings.Account}");
        var webhook = new TelegramWebhookSettings(url, settings.WebhookSecret!, TelegramBot.Updates);
        while (await client.TellAsync("setWebhook", webhook, TelegramJson.Default.TelegramWebhookSettings, stoppingToken) is { } problem)
        {
            LogFailed(url, problem);
            await Task.Delay(PauseAfterFailure, time, stoppingToken);
        }

        LogRegistered(url);
        await bot.IntroduceAsync(stoppingToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Telegram sends updates to {Url}")]
    private partial void LogRegistered(string url);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Telegram did not accept the webhook {Url}: {Reason}")]
    private partial void LogFailed(string url, string reason);
}
