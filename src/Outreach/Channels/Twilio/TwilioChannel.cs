using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Options;
using Outreach.Delivery;

namespace Outreach.Channels.Twilio;

/// <summary>Sends SMS through Twilio: up to 1600 characters, no picture, no buttons. Each message names its own receipt address.</summary>
public sealed class TwilioChannel(IHttpClientFactory clients, IOptions<TwilioOptions> options, IOptions<ServiceOptions> service, TimeProvider time)
    : IChannel
{
    internal const string ChannelName = "sms";

    private readonly TwilioOptions settings = options.Value;

    public string Name => ChannelName;

    public string Account => settings.Account;

    public bool Enabled => settings.Enabled;

    public ChannelLimits Limits { get; } =
        new(TextLength: 1600, CaptionLength: 0, Buttons: 0, options.Value.MessagesPerSecond, options.Value.Concurrency);

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        if (!settings.Enabled)
            return new SendOutcome.Misconfigured($"{TwilioOptions.Section}:{nameof(TwilioOptions.AccountSid)} is not set.");
        if (message.Content.Misfit(Limits) is { } misfit)
            return misfit;

        using var request = new HttpRequestMessage(
            HttpMethod.Post, ProviderOptions.Below(settings.BaseUrl, $"/2010-04-01/Accounts/{settings.AccountSid}/Messages.json"));
        request.Headers.Authorization = Credentials();
        request.Content = new FormUrlEncodedContent(Form(message));
        using var http = clients.CreateClient(Name);
        var exchange = await http.ExchangeAsync(request, TwilioJson.Default.TwilioAnswer, settings.Timeout, time, ct);
        return exchange.Outcome(Read);
    }

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

        // Settles the message even if the answer to this request is lost.
        yield return new("StatusCallback", service.Value.At($"{settings.WebhookPath}/status?m={message.Id}"));
    }

    private AuthenticationHeaderValue Credentials()
    {
        var (user, password) = settings.Login;
        return new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
    }

    private static SendOutcome Read(HttpStatusCode status, TwilioAnswer? answer) => answer switch
    {
        { ErrorCode: { } code } => Refused(code, answer.ErrorMessage),
        { Sid.Length: > 0 } when (int)status is 200 or 201 => new SendOutcome.Accepted(answer.Sid),
        { Code: { } code } => Refused(code, answer.Message, status),
        _ when status == HttpStatusCode.TooManyRequests => new SendOutcome.Postponed("HTTP 429"),
        _ => new SendOutcome.Unconfirmed($"HTTP {(int)status} without Twilio's answer"),
    };

    /// <summary>Twilio's error dictionary; its words may change, its codes do not.</summary>
    private static SendOutcome Refused(int code, string? message, HttpStatusCode status = HttpStatusCode.OK)
    {
        var words = $"{code} {message}".TrimEnd();
        return code switch
        {
            // The recipient has answered STOP.
            21610 => new SendOutcome.OptedOut("21610"),
            20429 or 14107 or 20503 => new SendOutcome.Postponed(words),

            // Ten hours of messages are waiting for this sender; seconds will not help.
            21611 or 30001 => new SendOutcome.Postponed(words, TimeSpan.FromMinutes(10)),

            // The callback address is refused but the message may have left: repeating it could send it again every time.
            21609 => new SendOutcome.Unconfirmed(words),
            20003 or 20404 or 21212 or 21408 or 21603 or 21606 or 21607 or 21608 or 21654 or 21703
                or 30002 or 30010 or 30022 or 30024 or 30032 or 30034 => new SendOutcome.Misconfigured(words),
            _ when (int)status >= 500 => new SendOutcome.Unconfirmed(words),
            _ => new SendOutcome.Rejected(code.ToString(CultureInfo.InvariantCulture), message ?? "no message"),
        };
    }
}
