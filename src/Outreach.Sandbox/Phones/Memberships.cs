using Outreach.Sandbox.Journal;

namespace Outreach.Sandbox.Phones;

/// <summary>Who may be written to: who left, and when a Zalo user last wrote. Everyone not mentioned follows and wrote just now.</summary>
internal sealed class Memberships
{
    /// <summary>Twilio's default keywords; each must be the whole message, in any case (Programmable Messaging, default opt-out).</summary>
    private static readonly HashSet<string> StopWords =
        new(["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> StartWords = new(["START", "YES", "UNSTOP"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> HelpWords = new(["HELP", "INFO"], StringComparer.OrdinalIgnoreCase);

    private readonly HashSet<(string Channel, string Address)> left = [];
    private readonly Dictionary<string, DateTimeOffset> lastZaloInteraction = [];
    private readonly Dictionary<string, DateTimeOffset> lastMessengerInteraction = [];

    public bool HasLeft(string channel, string address) => left.Contains((channel, address));

    public DateTimeOffset? LastZaloInteraction(string user) =>
        lastZaloInteraction.TryGetValue(user, out var at) ? at : null;

    /// <summary>Null for who never wrote to the page: Messenger knows nobody else.</summary>
    public DateTimeOffset? LastMessengerInteraction(string psid) =>
        lastMessengerInteraction.TryGetValue(psid, out var at) ? at : null;

    /// <summary>Twilio's <c>OptOutType</c> of a citizen's SMS, or null.</summary>
    public static string? OptOutType(string? text) => text?.Trim() switch
    {
        { } word when StopWords.Contains(word) => "STOP",
        { } word when StartWords.Contains(word) => "START",
        { } word when HelpWords.Contains(word) => "HELP",
        _ => null,
    };

    public void Note(PhoneEvent phoneEvent)
    {
        var phone = (phoneEvent.Channel, phoneEvent.From);
        if (phoneEvent.Kind == PhoneEventKind.Leave)
            left.Add(phone);
        else if (phoneEvent.Kind == PhoneEventKind.Join)
            left.Remove(phone);
        else if (phoneEvent.Channel == Channels.Sms && OptOutType(phoneEvent.Text) == "STOP")
            left.Add(phone);
        else if (phoneEvent.Channel == Channels.Sms && OptOutType(phoneEvent.Text) == "START")
            left.Remove(phone);

        // Looking at a message is not an interaction; writing, tapping and following are.
        if (phoneEvent.Channel == Channels.Zalo && phoneEvent.Kind is not (PhoneEventKind.Seen or PhoneEventKind.Leave))
            lastZaloInteraction[phoneEvent.From] = phoneEvent.At;
        if (phoneEvent.Channel == Channels.Messenger && phoneEvent.Kind is not (PhoneEventKind.Seen or PhoneEventKind.Leave))
            lastMessengerInteraction[phoneEvent.From] = phoneEvent.At;
    }

    public void Note(Person person)
    {
        if (person.Zalo is null)
            return;
        if (person.LastInteraction is { } at)
            lastZaloInteraction[person.Zalo] = at;
        else
            lastZaloInteraction.Remove(person.Zalo);
    }
}
