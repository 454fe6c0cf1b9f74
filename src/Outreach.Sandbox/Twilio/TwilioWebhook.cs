using System.Globalization;
using Outreach.Sandbox.Callbacks;
using Outreach.Sandbox.Journal;
using Outreach.Sandbox.Phones;

namespace Outreach.Sandbox.Twilio;

/// <summary>Status callbacks and incoming SMS: signed form posts, repeated once when the connection fails.</summary>
internal sealed class TwilioWebhook(SandboxOptions options, Ledger ledger)
{
    private const string InboundPath = "webhooks/twilio/default";

    /// <summary>In the order they are reported.</summary>
    private static readonly string[] Statuses = ["queued", "sent", "delivered"];

    /// <summary>
    /// The state a look-up sees: the clock decides, not the callbacks, since those can be lost while the message is not.
    /// </summary>
    public string StatusOf(ReceivedMessage message)
    {
        if (options.ReceiptDelay <= TimeSpan.Zero)
            return Statuses[^1];
        var age = options.Time.GetUtcNow() - message.ReceivedAt;
        var stage = (int)Math.Clamp(age / options.ReceiptDelay, 0, Statuses.Length - 1);
        return Statuses[stage];
    }

    public IReadOnlyList<Callback> Receipts(ReceivedMessage message) =>
        message.StatusCallback is { } url ? [.. Statuses.Select((status, i) => Receipt(message, url, status, stage: i + 1))] : [];

    public Callback Inbound(PhoneEvent phoneEvent) => Create(
        $"sms:{phoneEvent.Seq}",
        () => options.WebhookBaseUrl is { } service ? new Uri(service, InboundPath) : null,
        new Settled(phoneEvent.Seq, 1),
        TimeSpan.Zero,
        Form(phoneEvent));

    private Callback Receipt(ReceivedMessage message, string url, string status, int stage) => Create(
        $"sms:{message.Seq}",
        () => MovedService.Address(message.Seq, url, ledger, options),
        new Settled(message.Seq, stage),
        options.ReceiptDelay,
        new Dictionary<string, string>
        {
            ["AccountSid"] = options.Twilio.AccountSid,
            ["ApiVersion"] = "2010-04-01",
            ["From"] = message.From,
            ["MessageSid"] = message.ProviderId,
            ["MessageStatus"] = status,
            ["SmsSid"] = message.ProviderId,
            ["SmsStatus"] = status,
            ["To"] = message.To,
        });

    private Dictionary<string, string> Form(PhoneEvent phoneEvent)
    {
        var sid = "SM" + phoneEvent.Seq.ToString("x32", CultureInfo.InvariantCulture);
        var form = new Dictionary<string, string>
        {
            ["AccountSid"] = options.Twilio.AccountSid,
            ["ApiVersion"] = "2010-04-01",
            ["Body"] = phoneEvent.Text ?? "",
            ["From"] = phoneEvent.From,
            ["FromCountry"] = "VN",
            ["MessageSid"] = sid,
            ["NumMedia"] = "0",
            ["NumSegments"] = SmsSegments.Count(phoneEvent.Text ?? "").ToString(CultureInfo.InvariantCulture),
            ["SmsMessageSid"] = sid,
            ["SmsSid"] = sid,
            ["SmsStatus"] = "received",
            ["To"] = phoneEvent.To ?? options.Twilio.Sender,
        };
        if (Memberships.OptOutType(phoneEvent.Text) is { } type)
            form["OptOutType"] = type;
        return form;
    }

    private Callback Create(string line, Func<Uri?> target, Settled settled, TimeSpan delay, Dictionary<string, string> form) => new()
    {
        Line = line,
        Target = target,
        Build = (url, _) => Build(url, form, settled),
        RetryAfter = (attempt, failure) => attempt == 0 && !failure.Connected ? TimeSpan.Zero : null,
        Timeout = TimeSpan.FromSeconds(15),
        Settled = settled,
        Delay = delay,
    };

    private HttpRequestMessage Build(Uri url, Dictionary<string, string> form, Settled settled)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add(TwilioSignature.Header, TwilioSignature.Of(options.Twilio.AuthToken, url.OriginalString, form));
        request.Headers.Add("I-Twilio-Idempotency-Token", $"{settled.Seq:x16}-{settled.Stage}");
        return request;
    }
}
