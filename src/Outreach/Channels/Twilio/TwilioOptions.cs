using System.ComponentModel.DataAnnotations;

namespace Outreach.Channels.Twilio;

/// <summary>
/// A Twilio account for SMS. Section <c>Channels:Twilio</c>; needs <c>Service:PublicUrl</c>, because Twilio signs the address
/// it calls. The rate counts SMS parts and defaults to 10 per second, since Twilio queues what a sender cannot carry. The price
/// of a part defaults to 1000 đồng: no tariff but an assumption, made so that SMS comes after the channels that cost nothing;
/// set what the contract says.
/// </summary>
public sealed class TwilioOptions() : ProviderOptions(Section, "https://api.twilio.com/", messagesPerSecond: 10, price: 1000)
{
    public const string Section = "Channels:Twilio";

    /// <summary>The account: <c>AC</c> and 32 hex digits.</summary>
    public string? AccountSid { get; set; }

    /// <summary>The account's secret: signs webhooks, and authenticates requests unless an API key is given.</summary>
    public string? AuthToken { get; set; }

    /// <summary>The second token while <see cref="AuthToken"/> is being changed; webhooks signed with either are taken.</summary>
    public string? SecondaryAuthToken { get; set; }

    /// <summary>An API key (<c>SK…</c>) to send with instead of the account's token.</summary>
    public string? ApiKeySid { get; set; }

    /// <summary>The secret of <see cref="ApiKeySid"/>.</summary>
    public string? ApiKeySecret { get; set; }

    /// <summary>The sender: a number in E.164, a short code, or a registered name of at most 11 characters.</summary>
    public string? From { get; set; }

    /// <summary>A Messaging Service (<c>MG…</c>) that chooses the sender, instead of <see cref="From"/>.</summary>
    public string? MessagingServiceSid { get; set; }

    /// <summary>
    /// Seconds after which a message still in Twilio's queue is dropped, 1 to 36000. Default: not sent, and Twilio keeps it for its
    /// ten hours.
    /// </summary>
    public int? ValidityPeriodSeconds { get; set; }

    /// <summary>
    /// Seconds after a lost answer until Twilio's list of messages is taken as complete. Twilio promises nothing about that; the
    /// default of 120 is an assumption on the safe side.
    /// </summary>
    public double LookupAfterSeconds { get; set; } = 120;

    private protected override IReadOnlyDictionary<string, string?> Credentials => new Dictionary<string, string?>
    {
        [nameof(AccountSid)] = AccountSid,
        [nameof(AuthToken)] = AuthToken,
        [nameof(From)] = string.IsNullOrEmpty(From) ? MessagingServiceSid : From,
    };

    internal (string User, string Password) Login =>
        string.IsNullOrEmpty(ApiKeySid) ? (AccountSid!, AuthToken!) : (ApiKeySid, ApiKeySecret!);

    /// <summary>Path of the webhook for incoming SMS; receipts come to <c>/status</c> below it.</summary>
    internal string WebhookPath => $"/webhooks/twilio/{Account}";

    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var problem in base.Validate(validationContext))
            yield return problem;
        if (string.IsNullOrEmpty(ApiKeySid) != string.IsNullOrEmpty(ApiKeySecret))
            yield return Problem(string.IsNullOrEmpty(ApiKeySid) ? nameof(ApiKeySid) : nameof(ApiKeySecret), "is missing although its other half is set");
        if (!string.IsNullOrEmpty(From) && !string.IsNullOrEmpty(MessagingServiceSid))
            yield return Problem(nameof(MessagingServiceSid), $"must not be set together with {nameof(From)}: one of them is the sender");
        if (ValidityPeriodSeconds is < 1 or > 36_000)
            yield return Problem(nameof(ValidityPeriodSeconds), "must be 1 to 36000 seconds");
        if (LookupAfterSeconds is not (>= 0 and <= 86_400))
            yield return Problem(nameof(LookupAfterSeconds), "must be 0 to 86400 seconds");

        // Twilio takes such a name and then fails every message.
        if (From is { Length: > 11 } && From.Any(char.IsLetter))
            yield return Problem(nameof(From), $"must have at most 11 characters when it is a name, it has {From.Length}");
    }
}
