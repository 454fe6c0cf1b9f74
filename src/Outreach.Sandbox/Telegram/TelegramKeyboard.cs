using System.Text;
using System.Text.Json.Nodes;
using Outreach.Sandbox.Journal;

namespace Outreach.Sandbox.Telegram;

/// <summary>The buttons of a <c>reply_markup</c>.</summary>
internal static class TelegramKeyboard
{
    /// <summary>Bytes, not characters.</summary>
    private const int LongestCallbackData = 64;

    /// <exception cref="TelegramRefusal">A button breaks a documented rule.</exception>
    public static IReadOnlyList<PhoneButton> Read(JsonObject? markup)
    {
        if (markup?["inline_keyboard"] is JsonArray inline)
            return [.. Cells(inline).Select(Inline)];
        return markup?["keyboard"] is JsonArray keyboard
            ? [.. Cells(keyboard).Select(cell => new PhoneButton(cell is JsonValue ? cell.ToString() : Title(cell)))]
            : [];
    }

    private static IEnumerable<JsonNode?> Cells(JsonArray rows) =>
        rows.SelectMany(row => row as JsonArray ?? throw TelegramRefusal.BadRequest("can't parse keyboard button: expected an Array of rows"));

    private static PhoneButton Inline(JsonNode? cell)
    {
        var title = Title(cell);
        if (cell?["url"] is { } url)
        {
            return Uri.TryCreate(url.ToString(), UriKind.Absolute, out var link) && link.Scheme is "http" or "https" or "tg"
                ? new PhoneButton(title, Url: url.ToString())
                : throw TelegramRefusal.BadRequest($"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol");
        }

        if (cell?["copy_text"]?["text"]?.ToString() is { Length: > 0 and <= 256 } copied)
            return new PhoneButton(title, Payload: copied);
        if (cell?["callback_data"]?.ToString() is not { } data)
            throw TelegramRefusal.BadRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
        return Encoding.UTF8.GetByteCount(data) is > 0 and <= LongestCallbackData
            ? new PhoneButton(title, Payload: data)
            : throw TelegramRefusal.BadRequest("BUTTON_DATA_INVALID");
    }

    private static string Title(JsonNode? cell) =>
        cell is JsonObject && cell["text"]?.ToString() is { Length: > 0 } title
            ? title
            : throw TelegramRefusal.BadRequest("can't parse keyboard button: Field \"text\" must be of type String");
}
