using System.Text.Json.Nodes;
using Outreach.Delivery;

namespace Outreach.Channels.Zalo;

/// <summary>
/// Buttons and what a tap on them does (developers.zalo.me, buttons; ZaloOA SDKs): says words, opens an address, calls, or
/// writes an SMS. Pure.
/// </summary>
internal static class ZaloButtons
{
    /// <summary>Documented for titles of buttons and of a list's elements.</summary>
    public const int LongestTitle = 100;

    public static ZaloButton Compose(MessageButton button) => new(Title(button.Title), Type(button.Url), Payload(button));

    /// <summary>The same deed as a list's element has it: the address or the payload beside the type.</summary>
    public static ZaloAction Action(Uri link) => Type(link) is "oa.open.url"
        ? new("oa.open.url", Url: link.AbsoluteUri)
        : new(Type(link), Payload: Opens(link));

    public static ZaloAction Action(MessageButton button) => button.Url is { } link
        ? Action(link)
        : new("oa.query.show", Payload: JsonValue.Create(button.Says ?? button.Title));

    /// <summary>Cut to what Zalo takes: a long title is refused, a short one still says what it is.</summary>
    public static string Title(string title) => Cut(title, LongestTitle);

    public static string Cut(string text, int most) => text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1)] + "…";

    private static string Type(Uri? link) => link?.Scheme switch
    {
        null => "oa.query.show",
        "tel" => "oa.open.phone",
        "sms" => "oa.open.sms",
        _ => "oa.open.url",
    };

    private static JsonNode Payload(MessageButton button) =>
        button.Url is { } link ? Opens(link) : JsonValue.Create(button.Says ?? button.Title);

    private static JsonObject Opens(Uri link) => link.Scheme switch
    {
        "tel" => new() { ["phone_code"] = PhoneCode(link) },
        "sms" => new() { ["content"] = Words(link), ["phone_code"] = PhoneCode(link) },
        _ => new() { ["url"] = link.AbsoluteUri },
    };

    /// <summary>84 in front instead of +84 or the trunk zero; a short number such as 1022 as it is.</summary>
    private static string PhoneCode(Uri link)
    {
        var digits = string.Concat(Uri.UnescapeDataString(link.AbsolutePath).Where(char.IsAsciiDigit));
        return digits.StartsWith('0') ? "84" + digits[1..] : digits;
    }

    /// <summary>RFC 5724: <c>sms:+84…?body=words</c>.</summary>
    private static string Words(Uri link)
    {
        const string Body = "body=";
        var field = link.Query.TrimStart('?').Split('&').FirstOrDefault(field => field.StartsWith(Body, StringComparison.OrdinalIgnoreCase));
        return field is null ? "" : Uri.UnescapeDataString(field[Body.Length..]);
    }
}
