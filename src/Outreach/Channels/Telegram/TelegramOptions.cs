using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Outreach.Delivery;

namespace Outreach.Channels.Telegram;

/// <summary>
/// A Telegram bot. Section <c>Channels:Telegram</c>; the rate defaults to 25 messages per second, a little under the 30 that
/// Telegram's FAQ allows over different chats.
/// </summary>
public sealed partial class TelegramOptions() : ProviderOptions(Section, "https://api.telegram.org/", messagesPerSecond: 25, price: 0)
{
    public const string Section = "Channels:Telegram";

    /// <summary>The token that BotFather gave: bot id, colon, 35 characters. It is part of every request's address.</summary>
    public string? BotToken { get; set; }

    /// <summary>Our own secret, which Telegram repeats with every update: 1 to 256 letters, digits, '_' and '-'.</summary>
    public string? WebhookSecret { get; set; }

    /// <summary>Whether to tell Telegram at start where the webhook is. Needs <c>Service:PublicUrl</c>. Default false.</summary>
    public bool RegisterWebhook { get; set; }

    /// <summary>
    /// Whether to fetch updates instead of being called: for a service that Telegram cannot reach. Not together with
    /// <see cref="RegisterWebhook"/>; a webhook that is set is removed at start. Default false.
    /// </summary>
    public bool Polling { get; set; }

    /// <summary>The bot's name without the @, by which groups address it. Default: what Telegram says (getMe), asked when registering or polling.</summary>
    public string? BotName { get; set; }

    /// <summary>
    /// What to do about a message whose answer was lost, for Telegram cannot be asked: <c>Hold</c> (default, nobody gets it twice) or
    /// <c>Resend</c> (nobody is left out).
    /// </summary>
    public UnknownPolicy WhenUnknown { get; set; } = UnknownPolicy.Hold;

    /// <summary>Where updates are fetched nobody calls us, so there is nothing to prove.</summary>
    private protected override IReadOnlyDictionary<string, string?> Credentials => Polling
        ? new Dictionary<string, string?> { [nameof(BotToken)] = BotToken }
        : new Dictionary<string, string?> { [nameof(BotToken)] = BotToken, [nameof(WebhookSecret)] = WebhookSecret };

    internal Uri Method(string name) => Below(BaseUrl, $"/bot{BotToken}/{name}");

    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var problem in base.Validate(validationContext))
            yield return problem;
        if (BotToken is not null && !TokenForm().IsMatch(BotToken))
            yield return Problem(nameof(BotToken), "must be a bot id, a colon and the token's characters");
        if (WebhookSecret is not null && !SecretForm().IsMatch(WebhookSecret))
            yield return Problem(nameof(WebhookSecret), "must be 1 to 256 letters, digits, '_' and '-'");
        if (Polling && RegisterWebhook)
            yield return Problem(nameof(Polling), $"and {Section}:{nameof(RegisterWebhook)} cannot both be true: Telegram brings updates or lets them be fetched");
        if (BotName is not null && !NameForm().IsMatch(BotName))
            yield return Problem(nameof(BotName), "must be 5 to 32 letters, digits and '_', without the @");
    }

    [GeneratedRegex(@"\A[0-9]+:[A-Za-z0-9_-]+\z")]
    private static partial Regex TokenForm();

    [GeneratedRegex(@"\A[A-Za-z0-9_]{5,32}\z")]
    private static partial Regex NameForm();

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,256}\z")]
    private static partial Regex SecretForm();
}
