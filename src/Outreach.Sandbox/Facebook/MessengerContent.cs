using System.Text.Json.Nodes;
using Outreach.Sandbox.Journal;

namespace Outreach.Sandbox.Facebook;

/// <summary>A message of the Send API, measured by its documented limits.</summary>
/// <param name="AttachmentId">A picture or a document uploaded before.</param>
internal sealed record MessengerContent(string Text, string? AttachmentId, IReadOnlyList<PhoneButton> Buttons, string? Metadata)
{
    private const int LongestText = 2000;
    private const int LongestPayload = 1000;

    /// <exception cref="GraphRefusal">It breaks a documented rule.</exception>
    public static MessengerContent Read(JsonObject message)
    {
        var text = message["text"]?.ToString();
        var attachment = message["attachment"] as JsonObject;
        if ((text is null) == (attachment is null))
            throw GraphRefusal.Invalid("A message has either text or an attachment");
        if (text is { Length: 0 or > LongestText })
            throw GraphRefusal.Invalid("Length of param message[text] must be less than or equal to 2000");
        var metadata = message["metadata"]?.ToString();
        if (metadata is { Length: > 1000 })
            throw GraphRefusal.Invalid("Length of param message[metadata] must be less than or equal to 1000");

        var replies = message["quick_replies"] as JsonArray ?? [];
        if (replies.Count > 13)
            throw GraphRefusal.Invalid("At most 13 quick replies");
        var buttons = replies.Select(QuickReply).ToList();
        return (attachment?["type"]?.ToString(), attachment?["payload"] as JsonObject) switch
        {
            (null, _) => new(text!, null, buttons, metadata),
            ("template", { } template) => Template(template, buttons, metadata),
            ("image" or "file" or "audio" or "video", { } payload) when payload["attachment_id"]?.ToString() is { Length: > 0 } id => new("", id, buttons, metadata),
            _ => throw GraphRefusal.Invalid("Invalid attachment"),
        };
    }

    private static MessengerContent Template(JsonObject template, List<PhoneButton> replies, string? metadata)
    {
        switch (template["template_type"]?.ToString())
        {
            case "button":
                var text = Limited(template["text"], 640, "text");
                return new(text, null, [.. ReadButtons(template["buttons"], atLeast: 1), .. replies], metadata);
            case "generic":
                var elements = template["elements"] as JsonArray ?? [];
                if (elements.Count is 0 or > 10)
                    throw GraphRefusal.Invalid("A generic template has 1 to 10 elements");
                return new(string.Join('\n', elements.Select(Lines)), null, [.. elements.SelectMany(element => ReadButtons(element?["buttons"], atLeast: 0)), .. replies], metadata);
            default:
                throw GraphRefusal.Invalid("Unknown template_type");
        }
    }

    private static string Lines(JsonNode? element)
    {
        if (element is not JsonObject { Count: > 1 })
            throw GraphRefusal.Invalid("An element needs a title and something else");
        var title = Limited(element["title"], 80, "title");
        if (element["default_action"]?["url"] is { } url && !url.ToString().StartsWith("https://", StringComparison.Ordinal))
            throw GraphRefusal.Invalid("default_action must be https");
        return element["subtitle"] is { } subtitle ? $"• {title} – {Limited(subtitle, 80, "subtitle")}" : $"• {title}";
    }

    private static IEnumerable<PhoneButton> ReadButtons(JsonNode? buttons, int atLeast)
    {
        var list = buttons as JsonArray ?? [];
        if (list.Count < atLeast || list.Count > 3)
            throw GraphRefusal.Invalid("1 to 3 buttons");
        return list.Select(button => button?["type"]?.ToString() switch
        {
            "postback" => new PhoneButton(Limited(button["title"], 20, "title"), Payload: Limited(button["payload"], LongestPayload, "payload"), Kind: "postback"),
            "web_url" when button["url"]?.ToString() is { } url && url.StartsWith("https://", StringComparison.Ordinal) => new PhoneButton(Limited(button["title"], 20, "title"), url),
            "phone_number" => new PhoneButton(Limited(button["title"], 20, "title"), "tel:" + Limited(button["payload"], 20, "payload")),
            _ => throw GraphRefusal.Invalid("Invalid button"),
        });
    }

    private static PhoneButton QuickReply(JsonNode? reply) => reply?["content_type"]?.ToString() == "text"
        ? new PhoneButton(Limited(reply["title"], 20, "title"), Payload: Limited(reply["payload"], LongestPayload, "payload"))
        : throw GraphRefusal.Invalid("Invalid quick reply");

    private static string Limited(JsonNode? value, int longest, string name) =>
        value?.ToString() is { Length: > 0 } text && text.Length <= longest ? text : throw GraphRefusal.Invalid($"{name} must have 1 to {longest} characters");
}
