using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Outreach.Sandbox.Callbacks;
using Outreach.Sandbox.Journal;

namespace Outreach.Sandbox.Zalo;

/// <summary>Signed events to the service. Zalo wants an answer within 2 s and repeats with <c>num_retry</c>.</summary>
internal sealed class ZaloWebhook(SandboxOptions options)
{
    private const string Path = "webhooks/zalo/default";

    /// <summary>Documented: 30 s, 5 min, 15 min, 30 min, 1 h, then the webhook is given up.</summary>
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1),
    ];

    public Callback Received(ReceivedMessage message) => Create(
        $"zalo:{message.Seq}",
        message.Seq,
        options.ReceiptDelay,
        message.ReceivedAt + options.ReceiptDelay,
        () => Body("user_received_message", options.Zalo.OaId, message.To, new JsonObject { ["msg_id"] = message.ProviderId }));

    /// <summary>A delivery by ZNS: the recipient is a number, and the sender's own id comes back.</summary>
    public Callback ReceivedByNumber(ReceivedMessage message) => Create(
        $"zns:{message.Seq}",
        message.Seq,
        options.ReceiptDelay,
        message.ReceivedAt + options.ReceiptDelay,
        () => Body("user_received_message", options.Zalo.OaId, message.To, new JsonObject
        {
            ["delivery_time"] = (message.ReceivedAt + options.ReceiptDelay).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            ["msg_id"] = message.ProviderId,
            ["tracking_id"] = message.ClientRef,
        }));

    public Callback Event(PhoneEvent phoneEvent) => phoneEvent.Kind switch
    {
        PhoneEventKind.Seen => Create(
            // In line behind the receipt of the same message: nobody reads what has not arrived.
            $"zalo:{phoneEvent.Message}",
            phoneEvent.Seq,
            TimeSpan.Zero,
            phoneEvent.At,
            () => Body("user_seen_message", options.Zalo.OaId, phoneEvent.From, new JsonObject { ["msg_ids"] = new JsonArray(phoneEvent.Text) })),
        PhoneEventKind.Join or PhoneEventKind.Leave => Create(
            $"zalo:{phoneEvent.Seq}", phoneEvent.Seq, TimeSpan.Zero, phoneEvent.At, () => Follow(phoneEvent)),
        PhoneEventKind.Share => Create(
            $"zalo:{phoneEvent.Seq}", phoneEvent.Seq, TimeSpan.Zero, phoneEvent.At, () => Shared(phoneEvent)),
        _ => Create(
            $"zalo:{phoneEvent.Seq}",
            phoneEvent.Seq,
            TimeSpan.Zero,
            phoneEvent.At,
            () => Body("user_send_text", phoneEvent.From, options.Zalo.OaId, new JsonObject
            {
                ["text"] = phoneEvent.Text,
                ["msg_id"] = $"u{phoneEvent.Seq:x16}",
            })),
    };

    /// <summary>The request as it goes over the wire; also what the tests check.</summary>
    public HttpRequestMessage Build(Uri target, int attempt, JsonObject body, DateTimeOffset at)
    {
        var timestamp = at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        body["timestamp"] = timestamp;
        var text = body.ToJsonString(JsonAnswers.Plain);
        var request = new HttpRequestMessage(HttpMethod.Post, target)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" } },
            },
        };
        request.Headers.TryAddWithoutValidation(
            ZaloSignature.Header, ZaloSignature.Of(options.Zalo.AppId, text, timestamp, options.Zalo.OaSecret));
        if (attempt > 0)
            request.Headers.Add("num_retry", attempt.ToString(CultureInfo.InvariantCulture));
        return request;
    }

    private Callback Create(string line, long seq, TimeSpan delay, DateTimeOffset at, Func<JsonObject> body) => new()
    {
        Line = line,
        Target = () => options.WebhookBaseUrl is { } service ? new Uri(service, Path) : null,
        Build = (target, attempt) => Build(target, attempt, body(), at),
        RetryAfter = (attempt, _) => attempt < Pauses.Length ? Pauses[attempt] : null,
        Timeout = TimeSpan.FromSeconds(2),
        Settled = new Settled(seq, 1),
        Delay = delay,
    };

    private JsonObject Body(string name, string sender, string recipient, JsonObject message) => new()
    {
        ["app_id"] = options.Zalo.AppId,
        ["user_id_by_app"] = ByApp(sender == options.Zalo.OaId ? recipient : sender),
        ["event_name"] = name,
        ["sender"] = new JsonObject { ["id"] = sender },
        ["recipient"] = new JsonObject { ["id"] = recipient },
        ["message"] = message,
    };

    private JsonObject Follow(PhoneEvent phoneEvent) => new()
    {
        ["app_id"] = options.Zalo.AppId,
        ["event_name"] = phoneEvent.Kind == PhoneEventKind.Join ? "follow" : "unfollow",
        ["oa_id"] = options.Zalo.OaId,
        ["follower"] = new JsonObject { ["id"] = phoneEvent.From },
        ["user_id_by_app"] = ByApp(phoneEvent.From),
        ["source"] = "oa_profile",
    };

    private JsonObject Shared(PhoneEvent phoneEvent) => new()
    {
        ["app_id"] = options.Zalo.AppId,
        ["event_name"] = "user_submit_info",
        ["sender"] = new JsonObject { ["id"] = phoneEvent.From },
        ["recipient"] = new JsonObject { ["id"] = options.Zalo.OaId },
        ["info"] = new JsonObject { ["name"] = phoneEvent.Info!.Name, ["phone"] = phoneEvent.Info.Phone },
    };

    /// <summary>A second id for the same user, different from the first, as apps get one.</summary>
    private static string ByApp(string user) => "5" + user;
}
