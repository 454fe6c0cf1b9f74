using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Outreach.Sandbox.Callbacks;
using Outreach.Sandbox.Journal;

namespace Outreach.Sandbox.Telegram;

/// <summary>Updates to the service, in order per chat, repeated until a 2xx or until they are a day old.</summary>
internal sealed class TelegramWebhook(SandboxOptions options, Ledger ledger)
{
    public const string SecretHeader = "X-Telegram-Bot-Api-Secret-Token";
    private const string DefaultPath = "webhooks/telegram/default";

    /// <summary>The server draws a cap of 60 to 120 s; the lower end.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan UpdateLife = TimeSpan.FromHours(24);

    public Callback Update(PhoneEvent phoneEvent)
    {
        return new Callback
        {
            Line = "telegram:" + phoneEvent.From,
            Target = Address,
            Build = (target, _) => Build(target, phoneEvent),
            RetryAfter = (attempt, _) => options.Time.GetUtcNow() - phoneEvent.At < UpdateLife ? Pause(attempt) : null,
            Timeout = TimeSpan.FromSeconds(60),
            Settled = new Settled(phoneEvent.Seq, 1),
        };
    }

    /// <summary>Where updates go now; null holds them back.</summary>
    public Uri? Address()
    {
        var target = ledger.Read(state => state.TelegramTarget);
        if (target is null)
            return options.WebhookBaseUrl is { } service ? new Uri(service, DefaultPath) : null;
        return target.Url.Length > 0 ? new Uri(target.Url) : null;
    }

    /// <summary>The first failure is repeated at once, then after 1 s, 2 s, 4 s… (tdlib/telegram-bot-api, webhook actor).</summary>
    private static TimeSpan Pause(int attempt) => attempt == 0
        ? TimeSpan.Zero
        : TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Math.Pow(2, Math.Min(attempt - 1, 10))));

    /// <summary>The update as it stands in a webhook's body and in the answer of getUpdates.</summary>
    public JsonObject Body(PhoneEvent phoneEvent)
    {
        var (about, name) = ledger.Read(state => (
            phoneEvent.Message is { } seq ? state.Message(seq) : null,
            state.Phones.Find(Channels.Telegram, phoneEvent.From)?.Name ?? phoneEvent.From));
        return TelegramMessages.Update(phoneEvent, about, name, TelegramApi.Bot(options));
    }

    private HttpRequestMessage Build(Uri target, PhoneEvent phoneEvent)
    {
        var set = ledger.Read(state => state.TelegramTarget);
        var body = Body(phoneEvent);
        var request = new HttpRequestMessage(HttpMethod.Post, target)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToJsonString(JsonAnswers.Plain)))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };
        if ((set is null ? options.Telegram.WebhookSecret : set.Secret) is { Length: > 0 } secret)
            request.Headers.Add(SecretHeader, secret);
        return request;
    }
}
