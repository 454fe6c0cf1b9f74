using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Outreach.Delivery;
using Outreach.Inbox;

namespace Outreach.Channels.Twilio;

/// <summary>
/// What Twilio has signed and sent: a form, or the same fields as a JSON object whose hash stands in the signed address. What is
/// signed is the public address, not the one a proxy in between shows us.
/// </summary>
internal sealed class TwilioCallback
{
    /// <summary>Ids are 34 characters; a longer or unprintable one is none.</summary>
    private const int LongestId = 64;

    /// <summary>Twilio takes at most ten media in a message.</summary>
    private const int MostMedia = 10;

    private readonly Dictionary<string, string> fields;

    private TwilioCallback(IEnumerable<KeyValuePair<string, string>> fields)
    {
        this.fields = [];
        foreach (var (name, value) in fields)
            this.fields.TryAdd(name, value);
    }

    public string? this[string name] => fields.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary>The message's id, if it can be one.</summary>
    public string? MessageSid => this["MessageSid"] is { Length: <= LongestId } sid && sid.All(char.IsAsciiLetterOrDigit) ? sid : null;

    /// <summary>A code and what there are of words; the code alone decides (Twilio's words may change).</summary>
    public string FailureReason(string status) => this["ErrorCode"] is { } code ? $"{code} {this["ErrorMessage"] ?? status}" : status;

    /// <summary>Pictures and the like: <c>MediaUrl0</c>, <c>MediaContentType0</c> … Fetching them may need the account's credentials.</summary>
    public IncomingDetails? Details()
    {
        var files = new List<IncomingFile>();
        for (var i = 0; i < MostMedia; i++)
        {
            if (Uri.TryCreate(this[$"MediaUrl{i}"], UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps)
                files.Add(new(KindOf(this[$"MediaContentType{i}"]), url, ContentType: this[$"MediaContentType{i}"]));
        }

        return files.Count == 0 ? null : new IncomingDetails(files);
    }

    /// <summary>The fields, or the status to refuse the request with.</summary>
    /// <param name="url">The public address of this webhook, without the query.</param>
    public static async Task<(TwilioCallback? Callback, int Refusal)> ReadAsync(HttpRequest request, TwilioOptions settings, string url, CancellationToken ct)
    {
        if (await WebhookBody.ReadAsync(request, ct) is not { } body)
            return (null, StatusCodes.Status413PayloadTooLarge);

        var signature = request.Headers["X-Twilio-Signature"].ToString();
        if (!request.HasFormContentType)
        {
            var vouched = IsGenuine(settings, url + request.QueryString, [], signature) && TwilioSignature.CoversBody(request.Query["bodySHA256"], body);
            if (!vouched)
                return (null, StatusCodes.Status403Forbidden);
            return Json(body) is { } json ? (new TwilioCallback(json), 0) : (null, StatusCodes.Status400BadRequest);
        }

        if (Form(body) is not { } form)
            return (null, StatusCodes.Status400BadRequest);
        return IsGenuine(settings, url + request.QueryString, form, signature) ? (new TwilioCallback(form), 0) : (null, StatusCodes.Status403Forbidden);
    }

    /// <summary>Two tokens are good while one takes the other's place.</summary>
    private static bool IsGenuine(TwilioOptions settings, string url, IReadOnlyCollection<KeyValuePair<string, string>> form, string signature) =>
        new[] { settings.AuthToken, settings.SecondaryAuthToken }.Any(
            token => !string.IsNullOrEmpty(token) && TwilioSignature.IsGenuine(token, url, form, signature));

    private static List<KeyValuePair<string, string>>? Form(byte[] body)
    {
        try
        {
            using var reader = new FormReader(Encoding.UTF8.GetString(body));
            return [.. reader.ReadForm().SelectMany(field => field.Value, (field, value) => KeyValuePair.Create(field.Key, value ?? ""))];
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static List<KeyValuePair<string, string>>? Json(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind != JsonValueKind.Object
                ? null
                : [.. document.RootElement.EnumerateObject()
                    .Where(field => field.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
                    .Select(field => KeyValuePair.Create(field.Name, field.Value.ToString()))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter: a string that is no Unicode.
            return null;
        }
    }

    private static string KindOf(string? contentType) => contentType?.Split('/')[0] switch
    {
        "image" => "image",
        "audio" => "audio",
        "video" => "video",
        _ => "file",
    };
}
