using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Outreach.Delivery;

namespace Outreach.Channels.Telegram;

/// <summary>Tells Telegram at start where the webhook is, until it has understood; the rest of the service does not wait for it.</summary>
internal sealed partial class TelegramRegistration(
    IHttpClientFactory clients,
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
        while (await RegisterAsync(settings, url, stoppingToken) is { } problem)
        {
            LogFailed(url, problem);
            await Task.Delay(PauseAfterFailure, time, stoppingToken);
        }

        LogRegistered(url);
    }

    private async Task<string?> RegisterAsync(TelegramOptions settings, string url, CancellationToken ct)
    {
        var body = new TelegramWebhookSettings(url, settings.WebhookSecret!, ["message", "callback_query", "my_chat_member"]);
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Method("setWebhook"))
        {
            Content = ProviderHttp.Json(body, TelegramJson.Default.TelegramWebhookSettings),
        };
        using var http = clients.CreateClient(TelegramChannel.ChannelName);
        return await http.ExchangeAsync(request, TelegramJson.Default.TelegramDone, settings.Timeout, time, ct) switch
        {
            Exchange<TelegramDone>.Answered { Body.Ok: true } => null,
            Exchange<TelegramDone>.Answered answered => $"HTTP {(int)answered.Status} {answered.Body?.Description}".TrimEnd(),
            Exchange<TelegramDone>.NotSent notSent => notSent.Reason,
            Exchange<TelegramDone>.NoAnswer noAnswer => noAnswer.Reason,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Telegram sends updates to {Url}")]
    private partial void LogRegistered(string url);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Telegram did not accept the webhook {Url}: {Reason}")]
    private partial void LogFailed(string url, string reason);
}
