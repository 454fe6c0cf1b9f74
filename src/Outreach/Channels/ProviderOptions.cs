using System.ComponentModel.DataAnnotations;

namespace Outreach.Channels;

/// <summary>
/// What every provider's settings share. A channel is on as soon as its credentials are given; half of them stops the start
/// with a line that names the missing key.
/// </summary>
public abstract class ProviderOptions(string section, string vendor, double messagesPerSecond, decimal price) : IValidatableObject
{
    /// <summary>Name of the sender account in webhook addresses and in the outbox. Default <c>default</c>.</summary>
    public string Account { get; set; } = "default";

    /// <summary>Where the provider's API is. Default: the vendor's address.</summary>
    public Uri BaseUrl { get; set; } = new(vendor);

    /// <summary>Messages per second of this account. The default is the provider's documented rate.</summary>
    public double MessagesPerSecond { get; set; } = messagesPerSecond;

    /// <summary>
    /// What a message costs, in đồng; for SMS, what one part costs. It only orders the channels of a recipient, cheapest first,
    /// and is charged to nobody. Default 0, except for SMS.
    /// </summary>
    public decimal Price { get; set; } = price;

    /// <summary>Requests in flight at once. Default 16.</summary>
    public int Concurrency { get; set; } = 16;

    /// <summary>Seconds until a request without an answer is given up. Default 20.</summary>
    public double TimeoutSeconds { get; set; } = 20;

    /// <summary>Whether this channel can send: all its credentials are given.</summary>
    public bool Enabled => Credentials.All(credential => !string.IsNullOrWhiteSpace(credential.Value));

    internal TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);

    /// <summary>A path below an address that may itself have one, as behind a gateway.</summary>
    internal static Uri Below(Uri address, string path) => new(address.AbsoluteUri.TrimEnd('/') + path);

    /// <summary>What the channel cannot work without, by key. All or nothing.</summary>
    private protected abstract IReadOnlyDictionary<string, string?> Credentials { get; }

    public virtual IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Account.Length == 0 || Account.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')))
            yield return Problem(nameof(Account), $"must consist of letters, digits, '-' and '_', it is \"{Account}\"");
        foreach (var problem in Addresses().Concat(Numbers()).Concat(MissingCredentials()))
            yield return problem;
    }

    private protected ValidationResult Problem(string key, string problem) => new($"{section}:{key} {problem}.", [key]);

    private protected IEnumerable<ValidationResult> Address(string key, Uri address)
    {
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
            yield return Problem(key, $"must be an http(s) address, it is \"{address.OriginalString}\"");
    }

    private protected virtual IEnumerable<ValidationResult> Addresses() => Address(nameof(BaseUrl), BaseUrl);

    private IEnumerable<ValidationResult> Numbers()
    {
        if (MessagesPerSecond is not (> 0 and <= 100_000))
            yield return Problem(nameof(MessagesPerSecond), "must be more than 0 and at most 100000");
        if (Price < 0)
            yield return Problem(nameof(Price), "must not be negative");
        if (Concurrency is < 1 or > 1000)
            yield return Problem(nameof(Concurrency), "must be 1 to 1000");
        if (TimeoutSeconds is not (> 0 and <= 300))
            yield return Problem(nameof(TimeoutSeconds), "must be more than 0 and at most 300 seconds");
    }

    private IEnumerable<ValidationResult> MissingCredentials()
    {
        var given = Credentials.Where(credential => !string.IsNullOrWhiteSpace(credential.Value)).Select(credential => credential.Key).ToList();
        if (given.Count == 0)
            yield break;
        foreach (var missing in Credentials.Keys.Except(given))
            yield return Problem(missing, $"is missing although {given[0]} is set");
    }
}
