using System.Text.Json;
using Outreach.BotFramework.Activities;
using Outreach.Delivery;
using Outreach.Inbox;

namespace Outreach.Channels.BotFramework;

/// <summary>Asks for name and telephone number by an Adaptive Card, and reads what comes back. What comes back is a citizen's input.</summary>
internal static class ContactForm
{
    private const string Command = "cmd";
    private const string Contact = "contact";
    private const string Name = "name";
    private const string Phone = "phone";

    private const int LongestName = 100;
    private const int LongestPhone = 20;

    public static AdaptiveCard For(ContactRequest request) => new(
        request.Ask,
        [
            .. request.Picture is { } picture ? [new AdaptiveElement("Image") { Url = picture.AbsoluteUri }] : Array.Empty<AdaptiveElement>(),
            new("TextBlock") { Text = request.Title, Weight = "Bolder", Wrap = true },
            new("TextBlock") { Text = request.Ask, Wrap = true },
            new("Input.Text") { Id = Name, Label = BotTexts.Name, MaxLength = LongestName },
            new("Input.Text")
            {
                Id = Phone, Label = BotTexts.Phone, Style = "tel", MaxLength = LongestPhone, IsRequired = true, ErrorMessage = BotTexts.PhoneRequired,
            },
        ],
        [new AdaptiveSubmit(BotTexts.Send, new Dictionary<string, string> { [Command] = Contact })]);

    /// <summary>The name and number that were filled in; null when it was another form.</summary>
    public static SharedContact? Read(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && Text(value, Command) == Contact && Text(value, Phone) is { Length: > 0 and <= LongestPhone } phone
            ? new SharedContact(Text(value, Name) is { Length: > 0 and <= LongestName } name ? name : null, phone)
            : null;

    private static string? Text(JsonElement value, string member) =>
        value.TryGetProperty(member, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()!.Trim() : null;
}
