using Microsoft.Extensions.Options;

namespace Outreach.BotFramework.DirectLine;

/// <summary>What the host decides about its Direct Line.</summary>
public sealed class DirectLineOptions
{
    /// <summary>Signs the tokens: at least 32 random bytes, kept by the host, the same on every node. Changing it ends all tokens.</summary>
    public ReadOnlyMemory<byte> SigningKey { get; set; }

    /// <summary>How long a token lives unless refreshed; 30 minutes as at Microsoft's own Direct Line.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// Opens every conversation and makes tokens for any user, so it stays on servers. Null, the default: there is none,
    /// and visitors come in by the anonymous token alone.
    /// </summary>
    public string? Secret { get; set; }

    /// <summary>Other sites whose pages may talk to us, like <c>https://hue.gov.vn</c>. Our own pages always may.</summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>Anonymous tokens per minute and client address (IPv6: per /64); many citizens may share the address of an office.</summary>
    public int StartsPerMinutePerAddress { get; set; } = 30;

    /// <summary>Activities a minute in one conversation, whoever posts them.</summary>
    public int PostsPerMinutePerConversation { get; set; } = 60;

    /// <summary>Most bytes of one uploaded file. Default 5 MB: a photograph from a telephone.</summary>
    public int MaxUploadBytes { get; set; } = 5 * 1024 * 1024;

    /// <summary>Most files in one message. Default 5.</summary>
    public int MaxUploadFiles { get; set; } = 5;

    /// <summary>Most files in one conversation. Default 20.</summary>
    public int MaxUploadsPerConversation { get; set; } = 20;

    /// <summary>Messages with files a minute from one client address. Default 10: who sends more fills a disk.</summary>
    public int UploadsPerMinutePerAddress { get; set; } = 10;

    /// <summary>Types of files that are taken, like <c>image/png</c>. Empty, the default: JPEG, PNG, GIF and WebP pictures and PDF.</summary>
    public IList<string> UploadTypes { get; } = [];

    internal IReadOnlyCollection<string> TakenUploadTypes => UploadTypes.Count > 0 ? [.. UploadTypes] : FileKind.Known;

    /// <summary>The bot's account id, which no client may use as its own.</summary>
    public string BotId { get; set; } = "assistant";

    /// <summary>The bot's name as clients show it.</summary>
    public string BotName { get; set; } = "Assistant";
}

internal sealed class DirectLineOptionsValidator : IValidateOptions<DirectLineOptions>
{
    /// <summary>RFC 7518, 3.2: a key of HS256 has at least the size of its hash.</summary>
    private const int MinKeyBytes = 32;

    public ValidateOptionsResult Validate(string? name, DirectLineOptions options)
    {
        var errors = Errors(options).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> Errors(DirectLineOptions options)
    {
        if (options.SigningKey.Length < MinKeyBytes)
            yield return $"DirectLine:SigningKey has {options.SigningKey.Length} bytes, needs at least {MinKeyBytes}";
        if (options.TokenLifetime <= TimeSpan.Zero)
            yield return $"DirectLine:TokenLifetime is {options.TokenLifetime}, must be positive";
        if (options.Secret is { } secret && (secret.Length == 0 || secret.Any(char.IsWhiteSpace)))
            yield return "DirectLine:Secret is empty or has a space; leave it out to have none";
        if (options.StartsPerMinutePerAddress < 1)
            yield return $"DirectLine:StartsPerMinutePerAddress is {options.StartsPerMinutePerAddress}, must be at least 1";
        if (options.PostsPerMinutePerConversation < 1)
            yield return $"DirectLine:PostsPerMinutePerConversation is {options.PostsPerMinutePerConversation}, must be at least 1";
        foreach (var (key, value) in Uploads(options))
        {
            if (value < 1)
                yield return $"DirectLine:{key} is {value}, must be at least 1";
        }

        if (string.IsNullOrWhiteSpace(options.BotId))
            yield return "DirectLine:BotId is empty";
        foreach (var origin in options.AllowedOrigins.Where(origin => !IsOrigin(origin)))
            yield return $"DirectLine:AllowedOrigins has '{origin}', expected scheme and host like https://hue.gov.vn";
    }

    private static (string Key, int Value)[] Uploads(DirectLineOptions options) =>
    [
        (nameof(options.MaxUploadBytes), options.MaxUploadBytes),
        (nameof(options.MaxUploadFiles), options.MaxUploadFiles),
        (nameof(options.MaxUploadsPerConversation), options.MaxUploadsPerConversation),
        (nameof(options.UploadsPerMinutePerAddress), options.UploadsPerMinutePerAddress),
    ];

    /// <summary>Browsers send scheme, host and an unusual port, without a path: anything else in the list would never match.</summary>
    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && uri.GetLeftPart(UriPartial.Authority).Equals(text, StringComparison.OrdinalIgnoreCase);
}
