using System.Globalization;
using System.Text.Json;
using Outreach.Delivery;
using Outreach.Inbox;

namespace Outreach.Channels.Webhook;

/// <summary>Reads an event by the published schema and names the field that is wrong. Pure.</summary>
internal sealed class WebhookReader
{
    private const int LongestText = 10_000;
    private const int LongestName = 200;
    private const int MostFiles = 20;

    private readonly JsonElement root;
    private readonly DateTimeOffset now;

    private WebhookReader(JsonElement root, DateTimeOffset now) => (this.root, this.now) = (root, now);

    /// <param name="now">The event's time where it names none.</param>
    public static WebhookEvent Read(byte[] body, DateTimeOffset now)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new WebhookReader(document.RootElement, now).Read()
                : new WebhookEvent.Wrong(new("body", "must be a JSON object"));
        }
        catch (JsonException)
        {
            return new WebhookEvent.Wrong(new("body", "is not JSON"));
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate in a string: JSON by its grammar, and no text.
            return new WebhookEvent.Wrong(new("body", "holds a string that is not Unicode"));
        }
        catch (WrongField wrong)
        {
            return new WebhookEvent.Wrong(new(wrong.Field, wrong.Message));
        }
    }

    private WebhookEvent Read() => Text(root, "type", LongestName) switch
    {
        "message" => Message(),
        "joined" => Said(IncomingKind.Joined, Optional(root, "code", LongestName)),
        "left" => Said(IncomingKind.Left, text: null),
        "contact" => Contact(),
        "receipt" => Receipt(),
        _ => throw new WrongField("type", "must be message, joined, left, contact or receipt"),
    };

    private WebhookEvent.Said Message()
    {
        var files = Files();
        var text = Optional(root, "text", LongestText);
        return string.IsNullOrWhiteSpace(text) && files is null
            ? throw new WrongField("text", "must be given, or files")
            : Said(IncomingKind.Message, text ?? "", files is null ? null : new(files));
    }

    private WebhookEvent.Said Contact()
    {
        var (name, phone) = (Optional(root, "name", LongestName), Optional(root, "phone", LongestName));
        return name is null && phone is null
            ? throw new WrongField("phone", "must be given, or name")
            : Said(IncomingKind.SharedContact, text: null, new(Contact: new(name, phone, Optional(root, "address", LongestName))));
    }

    private WebhookEvent.Reported Receipt()
    {
        if (!Guid.TryParseExact(Text(root, "message", LongestName), "D", out var id))
            throw new WrongField("message", "must be the id of a message we sent");
        var status = Text(root, "status", LongestName) switch
        {
            "sent" => ReceiptStatus.Sent,
            "delivered" => ReceiptStatus.Delivered,
            "seen" => ReceiptStatus.Seen,
            "failed" => ReceiptStatus.Failed,
            _ => throw new WrongField("status", "must be sent, delivered, seen or failed"),
        };
        return new(id, status, At(), Optional(root, "reason", LongestName));
    }

    private WebhookEvent.Said Said(IncomingKind kind, string? text, IncomingDetails? details = null) =>
        new(kind, Text(root, "from", LongestName), At(), text?.Normalize(), Optional(root, "name", LongestName), details);

    private DateTimeOffset At()
    {
        if (Optional(root, "occurredAt", LongestName) is not { } written)
            return now;
        return DateTimeOffset.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && written.Contains('T')
            ? at.ToUniversalTime()
            : throw new WrongField("occurredAt", "must be a time like 2026-11-22T07:30:00Z");
    }

    private IReadOnlyList<IncomingFile>? Files()
    {
        if (!root.TryGetProperty("files", out var files) || files.ValueKind == JsonValueKind.Null)
            return null;
        if (files.ValueKind != JsonValueKind.Array || files.GetArrayLength() is 0 or > MostFiles)
            throw new WrongField("files", $"must be a list of 1 to {MostFiles} files");
        return [.. files.EnumerateArray().Select(File)];
    }

    private static IncomingFile File(JsonElement file, int index)
    {
        var field = $"files[{index}]";
        if (file.ValueKind != JsonValueKind.Object)
            throw new WrongField(field, "must be an object");
        var url = Text(file, "url", 2000, field);
        return Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"
            ? new(Optional(file, "kind", LongestName, field) ?? "file", address, Name: Optional(file, "name", LongestName, field), ContentType: Optional(file, "contentType", LongestName, field))
            : throw new WrongField($"{field}.url", "must be an http(s) address");
    }

    private static string Text(JsonElement from, string name, int longest, string? within = null) =>
        Optional(from, name, longest, within) is { } text && !string.IsNullOrWhiteSpace(text)
            ? text
            : throw new WrongField(Path(name, within), "must be given");

    private static string? Optional(JsonElement from, string name, int longest, string? within = null)
    {
        if (!from.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind != JsonValueKind.String)
            throw new WrongField(Path(name, within), "must be a string");
        var text = value.GetString()!;
        return text.Length <= longest ? text : throw new WrongField(Path(name, within), $"must have at most {longest} characters");
    }

    private static string Path(string name, string? within) => within is null ? name : $"{within}.{name}";

    private sealed class WrongField(string path, string problem) : Exception(problem)
    {
        public string Field { get; } = path;
    }
}
