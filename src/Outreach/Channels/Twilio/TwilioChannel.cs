using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;
using Outreach.Content;
using Outreach.Delivery;

namespace Outreach.Channels.Twilio;

/// <summary>
/// Sends SMS through Twilio: up to 1600 characters, no picture, no buttons. Each message names its own receipt address, and a
/// message whose answer was lost can be looked for in Twilio's list.
/// </summary>
public sealed class TwilioChannel : IChannel, IMessageLookup
{
    internal const string ChannelName = "sms";

    private readonly TwilioOptions settings;
    private readonly ServiceOptions service;
    private readonly TwilioClient twilio;
    private readonly TwilioLookup lookup;

    public TwilioChannel(IHttpClientFactory clients, IOptions<TwilioOptions> options, IOptions<ServiceOptions> service, TimeProvider time)
    {
        settings = options.Value;
        this.service = service.Value;
        twilio = new TwilioClient(clients, settings, time);
        lookup = new TwilioLookup(twilio);
        Limits = new(TextLength: 1600, CaptionLength: 0, Buttons: 0, settings.MessagesPerSecond, settings.Concurrency, settings.Price);
    }

    public string Name => ChannelName;

    public string Account => settings.Account;

    public bool Enabled => settings.Enabled;

    public ChannelLimits Limits { get; }

    public TimeSpan TrustedAfter => TimeSpan.FromSeconds(settings.LookupAfterSeconds);

    /// <summary>Twilio's rates and prices count the parts of a message.</summary>
    public double CostOf(MessageContent content) => SmsLength.Measure(content.Text).Parts;

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        if (!settings.Enabled)
            return new SendOutcome.Misconfigured($"{TwilioOptions.Section}:{nameof(TwilioOptions.AccountSid)} is not set.");
        if (message.Content.Misfit(Limits) is { } misfit)
            return misfit;

        using var form = new FormUrlEncodedContent(Form(message));
        var exchange = await twilio.ExchangeAsync(HttpMethod.Post, twilio.Messages, form, TwilioJson.Default.TwilioAnswer, ct);
        return exchange.Outcome(answered => Read(answered, message.Address));
    }

    public async Task<LookupResult> LookUpAsync(DoubtfulMessage message, CancellationToken ct) =>
        settings.Enabled
            ? await lookup.FindAsync(message, ct)
            : new LookupResult.Unavailable($"{TwilioOptions.Section}:{nameof(TwilioOptions.AccountSid)} is not set.");

    private IEnumerable<KeyValuePair<string, string>> Form(OutgoingMessage message)
    {
        yield return new("To", message.Address);
        if (!string.IsNullOrEmpty(settings.From))
            yield return new("From", settings.From);
        if (!string.IsNullOrEmpty(settings.MessagingServiceSid))
            yield return new("MessagingServiceSid", settings.MessagingServiceSid);

        // Composed: smart encoding turns loose accents into ^ and ~, and each would cost a character.
        yield return new("Body", message.Content.Text.Normalize());
        yield return new("SmartEncoded", "false");
        if (settings.ValidityPeriodSeconds is { } seconds)
            yield return new("ValidityPeriod", seconds.ToString(CultureInfo.InvariantCulture));

        // Settles the message even if the answer to this request is lost.
        yield return new("StatusCallback", service.At($"{settings.WebhookPath}/status?m={message.RequestId}"));
    }

    private static SendOutcome Read(Exchange<TwilioAnswer>.Answered answered, string to)
    {
        var (status, answer, retryAfter) = answered;
        return answer switch
        {
            { ErrorCode: { } code } => TwilioErrors.Outcome(code, answer.ErrorMessage, HttpStatusCode.OK, retryAfter, to),
            { Sid.Length: > 0 } when status is HttpStatusCode.OK or HttpStatusCode.Created => new SendOutcome.Accepted(answer.Sid),
            { Code: { } code } => TwilioErrors.Outcome(code, answer.Message, status, retryAfter, to),
            _ when status == HttpStatusCode.TooManyRequests => new SendOutcome.Postponed("HTTP 429", retryAfter, PostponedFor.Pace),
            _ => new SendOutcome.Unconfirmed($"HTTP {(int)status} without Twilio's answer"),
        };
    }
}
