using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Outreach.Sandbox.Telegram;

/// <summary>The parameters of one method call, whichever of the four ways they came: query, form, multipart or JSON.</summary>
internal sealed class TelegramCall
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TelegramUpload> files = new(StringComparer.Ordinal);

    /// <summary>A parameter; objects and arrays as their JSON text.</summary>
    public string? this[string name] => values.GetValueOrDefault(name);

    public TelegramUpload? File(string name) => files.GetValueOrDefault(name);

    /// <exception cref="TelegramRefusal">The body cannot be read.</exception>
    public static async Task<TelegramCall> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        var call = new TelegramCall();
        foreach (var (name, value) in request.Query)
            call.values[name] = value.ToString();
        if (TelegramForm.BoundaryOf(request) is { } boundary)
        {
            await TelegramForm.ReadAsync(request.Body, boundary, call.values, call.files, ct);
        }
        else if (request.HasFormContentType)
        {
            foreach (var (name, value) in await request.ReadFormAsync(ct))
                call.values[name] = value.ToString();
        }
        else if (request.HasJsonContentType())
        {
            await call.ReadJsonAsync(request.Body, ct);
        }

        return call;
    }

    /// <summary>An object parameter, or null when it was not given.</summary>
    /// <exception cref="TelegramRefusal">It is not a JSON object.</exception>
    public JsonObject? Object(string name)
    {
        if (this[name] is not { Length: > 0 } json)
            return null;
        try
        {
            return JsonNode.Parse(json) as JsonObject ?? throw TelegramRefusal.BadRequest($"object expected as {name}");
        }
        catch (JsonException)
        {
            throw TelegramRefusal.BadRequest($"can't parse {name} JSON object");
        }
    }

    /// <summary>An array parameter, or null when it was not given.</summary>
    /// <exception cref="TelegramRefusal">It is not a JSON array.</exception>
    public JsonArray? Array(string name) => this[name] is { Length: > 0 } json ? Array(name, json) : null;

    public static JsonArray Array(string name, string json)
    {
        try
        {
            return JsonNode.Parse(json) as JsonArray ?? throw TelegramRefusal.BadRequest($"can't parse {name} JSON object: expected an Array");
        }
        catch (JsonException)
        {
            throw TelegramRefusal.BadRequest($"can't parse {name} JSON object");
        }
    }

    /// <summary>A whole number; what is none counts as not given, as on the real server.</summary>
    public long Number(string name, long otherwise) =>
        long.TryParse(this[name], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    /// <summary>The private chat or group that <c>chat_id</c> names.</summary>
    public long ChatId() =>
        long.TryParse(this["chat_id"], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id) && id != 0
            ? id
            : throw TelegramRefusal.BadRequest(string.IsNullOrEmpty(this["chat_id"]) ? "chat_id is empty" : "chat not found");

    private async Task ReadJsonAsync(Stream body, CancellationToken ct)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(body, cancellationToken: ct);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw TelegramRefusal.BadRequest("object expected");
            foreach (var member in document.RootElement.EnumerateObject())
                values[member.Name] = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : member.Value.GetRawText();
        }
        catch (JsonException)
        {
            throw TelegramRefusal.BadRequest("can't parse JSON object");
        }
    }
}
