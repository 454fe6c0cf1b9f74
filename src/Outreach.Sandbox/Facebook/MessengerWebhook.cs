using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Outreach.Sandbox.Callbacks;
using Outreach.Sandbox.Journal;

namespace Outreach.Sandbox.Facebook;

/// <summary>
/// Signed events to the service, one a request. Meta escapes what is not ASCII and signs it so; it tells nobody that a person
/// blocked the page.
/// </summary>
internal sealed class MessengerWebhook(SandboxOptions options, Ledger ledger)
{
    public const string SignatureHeader = "X-Hub-Signature-256";
    private const string DefaultPath = "webhooks/facebook/default";

    /// <summary>Repeated "immediately, then with decreasing frequency" for 36 hours.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private static readonly TimeSpan EventLife = TimeSpan.FromHours(36);

    /// <summary>The echo of what the page said, with its metadata, and then that it arrived.</summary>
    public IReadOnlyList<Callback> Receipts(ReceivedMessage message)
    {
        var at = message.ReceivedAt.ToUnixTimeMilliseconds();
        var echo = new JsonObject { ["mid"] = message.ProviderId, ["is_echo"] = true, ["app_id"] = 1000000000000001, ["text"] = message.Text };
        if (message.ClientRef is { } metadata)
            echo["metadata"] = metadata;
        return
        [
            Create(message.Seq, 1, message.ReceivedAt, options.ReceiptDelay, () => Said(options.Facebook.PageId, message.To, at, ("message", echo.DeepClone()))),
            Create(message.Seq, 2, message.ReceivedAt, options.ReceiptDelay, () => Said(
                message.To, options.Facebook.PageId, at, ("delivery", new JsonObject { ["mids"] = new JsonArray(message.ProviderId), ["watermark"] = at }))),
        ];
    }

    public Callback? Event(PhoneEvent done)
    {
        if (done.Kind == PhoneEventKind.Leave)
            return null;
        return Create(done.Seq, 1, done.At, TimeSpan.Zero, () => Said(done.From, options.Facebook.PageId, done.At.ToUnixTimeMilliseconds(), What(done)));
    }

    public static string Signature(string secret, byte[] body) => "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    private (string Name, JsonNode Value) What(PhoneEvent done)
    {
        var mid = $"m_{done.Seq.ToString("x16", CultureInfo.InvariantCulture)}";
        switch (done.Kind)
        {
            case PhoneEventKind.Join:
                var start = new JsonObject { ["mid"] = mid, ["title"] = "Bắt đầu", ["payload"] = "GET_STARTED" };
                if (done.Text is { Length: > 0 } code)
                    start["referral"] = new JsonObject { ["ref"] = code, ["source"] = "SHORTLINK", ["type"] = "OPEN_THREAD" };
                return ("postback", start);
            case PhoneEventKind.Seen:
                return ("read", new JsonObject { ["watermark"] = done.At.ToUnixTimeMilliseconds() });
            case PhoneEventKind.Tap when IsPostback(done):
                return ("postback", new JsonObject { ["mid"] = mid, ["title"] = done.Label, ["payload"] = done.Text });
            case PhoneEventKind.Tap:
                return ("message", new JsonObject { ["mid"] = mid, ["text"] = done.Label, ["quick_reply"] = new JsonObject { ["payload"] = done.Text } });
            default:
                return ("message", new JsonObject { ["mid"] = mid, ["text"] = done.Text });
        }
    }

    private bool IsPostback(PhoneEvent tap) => ledger.Read(state => tap.Message is { } seq ? state.Message(seq) : null)
        ?.Buttons.Any(button => button.Payload == tap.Text && button.Kind == "postback") is true;

    private static JsonObject Said(string sender, string recipient, long at, (string Name, JsonNode Value) what) => new()
    {
        ["sender"] = new JsonObject { ["id"] = sender },
        ["recipient"] = new JsonObject { ["id"] = recipient },
        ["timestamp"] = at,
        [what.Name] = what.Value,
    };

    private Callback Create(long seq, int stage, DateTimeOffset at, TimeSpan delay, Func<JsonObject> messaging) => new()
    {
        Line = $"messenger:{seq}",
        Target = () => options.WebhookBaseUrl is { } service ? new Uri(service, DefaultPath) : null,
        Build = (target, _) => Build(target, at, messaging()),
        RetryAfter = (attempt, _) => options.Time.GetUtcNow() - at < EventLife ? Pause(attempt) : null,
        Timeout = TimeSpan.FromSeconds(5),
        Settled = new Settled(seq, stage),
        Delay = delay,
    };

    private static TimeSpan Pause(int attempt) =>
        attempt == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, 10 * Math.Pow(2, Math.Min(attempt, 12))));

    private HttpRequestMessage Build(Uri target, DateTimeOffset at, JsonObject messaging)
    {
        var body = Encoding.UTF8.GetBytes(new JsonObject
        {
            ["object"] = "page",
            ["entry"] = new JsonArray(new JsonObject { ["id"] = options.Facebook.PageId, ["time"] = at.ToUnixTimeMilliseconds(), ["messaging"] = new JsonArray(messaging) }),
        }.ToJsonString());
        var request = new HttpRequestMessage(HttpMethod.Post, target)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        request.Headers.TryAddWithoutValidation(SignatureHeader, Signature(options.Facebook.AppSecret, body));
        return request;
    }
}
