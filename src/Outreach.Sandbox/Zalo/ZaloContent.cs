using System.Text.Json;
using Outreach.Sandbox.Journal;

namespace Outreach.Sandbox.Zalo;

/// <summary>What a message body shows on the phone, or why Zalo refuses it.</summary>
/// <param name="ImageUrl">A picture given by address.</param>
/// <param name="AttachmentId">A picture uploaded before.</param>
internal sealed record ZaloContent(string Text, string? ImageUrl, string? AttachmentId, IReadOnlyList<PhoneButton> Buttons)
{
    /// <summary>A document uploaded before.</summary>
    public string? FileToken { get; init; }

    /// <summary>An article; only in a broadcast.</summary>
    public string? Article { get; init; }

    public bool AsksForContact { get; init; }

    private const int LongestText = 2000;
    private const int LongestTitle = 100;
    private const int LongestPayload = 1000;

    /// <summary>Both of buttons and of list elements (MAX_ELEMENT of the official SDKs).</summary>
    private const int MostElements = 5;

    /// <exception cref="ZaloRefusal">The body breaks a documented rule.</exception>
    public static ZaloContent Read(JsonElement message)
    {
        var text = message.Text("text") ?? "";
        if (text.Length > LongestText)
            throw new ZaloRefusal(-210, $"message.text is longer than {LongestText} characters");
        if (!message.TryGetProperty("attachment", out var attachment))
        {
            return text.Length > 0
                ? new ZaloContent(text, null, null, [])
                : throw new ZaloRefusal(-201, "message.text is empty");
        }

        if (!attachment.TryGetProperty("payload", out var payload) || payload.ValueKind != JsonValueKind.Object)
            throw new ZaloRefusal(-201, "message.attachment.payload is missing");
        var buttons = ReadButtons(payload);
        return attachment.Text("type") switch
        {
            "template" => Template(text, payload, buttons),
            "file" when payload.Text("token") is { } token => new ZaloContent(text, null, null, buttons) { FileToken = token },
            _ => throw new ZaloRefusal(-201, "message.attachment.type is invalid"),
        };
    }

    private static ZaloContent Template(string text, JsonElement payload, IReadOnlyList<PhoneButton> buttons)
    {
        var kind = payload.Text("template_type");
        JsonElement[] elements = payload.TryGetProperty("elements", out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray()]
            : [];
        if (kind == "media")
            return Media(text, elements, buttons);
        if (kind == "list")
            return List(text, elements, buttons);
        if (kind == "request_user_info")
            return Form(text, elements, buttons);
        if (kind is null && text.Length == 0)
            throw new ZaloRefusal(-201, "message.text is empty");

        var lines = elements.SelectMany(Lines).Prepend(text).Where(line => line.Length > 0);
        var banner = elements.FirstOrDefault(element => element.Text("image_url") is not null || element.Text("attachment_id") is not null);
        return banner.ValueKind == JsonValueKind.Undefined
            ? new ZaloContent(string.Join('\n', lines), null, null, buttons)
            : new ZaloContent(string.Join('\n', lines), banner.Text("image_url"), banner.Text("attachment_id"), buttons);
    }

    /// <summary>Each line is tapped like a button; the first is a banner and needs a subtitle.</summary>
    private static ZaloContent List(string text, JsonElement[] elements, IReadOnlyList<PhoneButton> buttons)
    {
        if (elements.Length is 0 or > MostElements)
            throw new ZaloRefusal(-210, $"message.attachment.payload.elements must be 1 to {MostElements}");
        if (elements.Any(element => element.Text("title") is null or "" or { Length: > LongestTitle }) || elements[0].Text("subtitle") is null or "")
            throw new ZaloRefusal(-201, $"an element's title must have 1 to {LongestTitle} characters, the first one needs a subtitle");
        var lines = elements.SelectMany(Lines).Prepend(text).Where(line => line.Length > 0);
        return new ZaloContent(string.Join('\n', lines), elements[0].Text("image_url"), null, [.. elements.Select(Tap).OfType<PhoneButton>(), .. buttons]);
    }

    private static PhoneButton? Tap(JsonElement element)
    {
        if (!element.TryGetProperty("default_action", out var action))
            return null;
        var title = element.Text("title")!;
        return action.Text("type") switch
        {
            "oa.open.url" when action.Text("url") is { } url => new PhoneButton(title, Url: url),
            "oa.query.show" or "oa.query.hide" when action.Text("payload") is { Length: <= LongestPayload } words => new PhoneButton(title, Payload: words),
            "oa.open.phone" when action.TryGetProperty("payload", out var number) && number.Text("phone_code") is { } phone => new PhoneButton(title, Url: "tel:+" + phone),
            "oa.open.sms" when action.TryGetProperty("payload", out var number) && number.Text("phone_code") is { } phone => new PhoneButton(title, Url: "sms:+" + phone),
            _ => throw new ZaloRefusal(-201, "default_action is invalid"),
        };
    }

    private static ZaloContent Form(string text, JsonElement[] elements, IReadOnlyList<PhoneButton> buttons)
    {
        if (elements.Length != 1 || elements[0].Text("title") is null or "" || elements[0].Text("subtitle") is null or "")
            throw new ZaloRefusal(-201, "request_user_info has exactly one element, with title and subtitle");
        return new ZaloContent(string.Join('\n', Lines(elements[0]).Prepend(text).Where(line => line.Length > 0)), elements[0].Text("image_url"), null, buttons) { AsksForContact = true };
    }

    private static ZaloContent Media(string text, JsonElement[] elements, IReadOnlyList<PhoneButton> buttons)
    {
        if (elements.Length != 1)
            throw new ZaloRefusal(-201, "a media template has exactly one element");
        var (url, id) = (elements[0].Text("url"), elements[0].Text("attachment_id"));
        if (elements[0].Text("media_type") == "article" && id is not null)
            return new ZaloContent(text, null, null, buttons) { Article = id };
        if (elements[0].Text("media_type") is not ("image" or "gif" or "sticker") || (url is null && id is null))
            throw new ZaloRefusal(-201, "media_type, url or attachment_id is invalid");
        return new ZaloContent(text, url, id, buttons);
    }

    /// <summary>The words of a list, promotion or transaction element.</summary>
    private static IEnumerable<string> Lines(JsonElement element)
    {
        foreach (var name in (string[])["title", "subtitle"])
        {
            if (element.Text(name) is { } line)
                yield return line;
        }

        if (!element.TryGetProperty("content", out var content))
            yield break;
        if (content.ValueKind == JsonValueKind.String)
        {
            yield return content.GetString()!.Replace("<br>", "\n", StringComparison.OrdinalIgnoreCase);
        }
        else if (content.ValueKind == JsonValueKind.Array)
        {
            foreach (var row in content.EnumerateArray())
                yield return $"{row.Text("key")}: {row.Text("value")}";
        }
    }

    private static IReadOnlyList<PhoneButton> ReadButtons(JsonElement payload)
    {
        if (!payload.TryGetProperty("buttons", out var buttons) || buttons.ValueKind != JsonValueKind.Array)
            return [];
        if (buttons.GetArrayLength() > MostElements)
            throw new ZaloRefusal(-210, $"more than {MostElements} buttons");
        return [.. buttons.EnumerateArray().Select(ReadButton)];
    }

    private static PhoneButton ReadButton(JsonElement button)
    {
        var title = button.Text("title");
        if (title is null or "" or { Length: > LongestTitle })
            throw new ZaloRefusal(-201, $"a button's title must have 1 to {LongestTitle} characters");
        if (!button.TryGetProperty("payload", out var payload))
            throw new ZaloRefusal(-201, "a button has no payload");
        return button.Text("type") switch
        {
            "oa.query.show" or "oa.query.hide" when payload.ValueKind == JsonValueKind.String =>
                payload.GetString() is { Length: <= LongestPayload } words
                    ? new PhoneButton(title, Payload: words)
                    : throw new ZaloRefusal(-210, $"a button's payload is longer than {LongestPayload} characters"),
            "oa.open.url" when payload.Text("url") is { } url => new PhoneButton(title, Url: url),
            "oa.open.phone" when payload.Text("phone_code") is { } phone => new PhoneButton(title, Url: "tel:+" + phone),
            "oa.open.sms" when payload.Text("phone_code") is { } phone => new PhoneButton(title, Url: "sms:+" + phone),
            _ => throw new ZaloRefusal(-201, "a button's type or payload is invalid"),
        };
    }
}

/// <summary>A business error: HTTP 200 with this code in the body.</summary>
internal sealed class ZaloRefusal(int code, string reason) : Exception(reason)
{
    public int Code { get; } = code;
}

internal static class ZaloJson
{
    extension(JsonElement element)
    {
        /// <summary>A string or number member as text; null when absent.</summary>
        public string? Text(string name) =>
            element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
                ? value.ValueKind switch
                {
                    JsonValueKind.String => value.GetString(),
                    JsonValueKind.Number => value.GetRawText(),
                    _ => null,
                }
                : null;
    }
}
