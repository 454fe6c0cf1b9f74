using System.ComponentModel.DataAnnotations;

namespace Outreach.Channels.Webhook;

/// <summary>
/// Other systems that exchange signed messages with us: a hotline, an office's document system, a local app. Section
/// <c>Channels:Webhook</c>; <c>BaseUrl</c> means nothing here, since every system has its own address.
/// </summary>
public sealed class WebhookOptions() : ProviderOptions(Section, "https://localhost/", messagesPerSecond: 20, price: 0)
{
    public const string Section = "Channels:Webhook";

    /// <summary>The systems by name: lower-case letters, digits, '-' and '_'. The name is the address, and part of the incoming path.</summary>
    public Dictionary<string, WebhookEndpoint> Endpoints { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Whether all of these systems send receipts. Then a campaign waits for one and goes on to the next channel without it.
    /// Default false: what was taken counts as sent, and a receipt that comes is noted all the same.
    /// </summary>
    public bool ReportsDelivery { get; set; }

    private protected override IReadOnlyDictionary<string, string?> Credentials =>
        new Dictionary<string, string?> { [nameof(Endpoints)] = Endpoints.Count > 0 ? "given" : null };

    /// <summary>The system of that name, or null.</summary>
    internal WebhookEndpoint? Find(string name) => Endpoints.GetValueOrDefault(name);

    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var problem in base.Validate(validationContext).Concat(Endpoints.SelectMany(each => Flaws(each.Key, each.Value))))
            yield return problem;
    }

    private IEnumerable<ValidationResult> Flaws(string name, WebhookEndpoint endpoint)
    {
        var key = $"{nameof(Endpoints)}:{name}";
        if (name.Length > 40 || name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')))
            yield return Problem(key, "must have a name of at most 40 letters, digits, '-' and '_'");
        if (WebhookSignature.KeyOf(endpoint.Secret) is null)
            yield return Problem($"{key}:{nameof(endpoint.Secret)}", WebhookSignature.SecretForm);
        if (endpoint.OldSecret is not null && WebhookSignature.KeyOf(endpoint.OldSecret) is null)
            yield return Problem($"{key}:{nameof(endpoint.OldSecret)}", WebhookSignature.SecretForm);
        if (endpoint.Url is not { } url)
            yield break;
        foreach (var problem in Address($"{key}:{nameof(endpoint.Url)}", url))
            yield return problem;
        if (url is { IsAbsoluteUri: true, Scheme: "http", IsLoopback: false } && !endpoint.AllowHttp)
            yield return Problem($"{key}:{nameof(endpoint.Url)}", $"must be https: a signature hides nothing; {nameof(endpoint.AllowHttp)}=true permits it inside a network of your own");
    }
}

/// <summary>One system on the other side.</summary>
public sealed class WebhookEndpoint
{
    /// <summary>Where our messages are posted; null for a system that only sends to us.</summary>
    public Uri? Url { get; set; }

    /// <summary><c>whsec_</c> and the Base64 of 24 to 64 random bytes; signs both ways.</summary>
    public string? Secret { get; set; }

    /// <summary>The secret before, while it is being changed: ours carry both signatures, theirs may carry either.</summary>
    public string? OldSecret { get; set; }

    /// <summary>Permits an address without TLS that is not of this machine. Default false.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>Both, the current one first.</summary>
    internal IEnumerable<byte[]> Keys => new[] { Secret, OldSecret }.Select(WebhookSignature.KeyOf).OfType<byte[]>();
}
