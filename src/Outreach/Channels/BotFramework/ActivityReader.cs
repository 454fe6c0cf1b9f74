using System.Text.Json;
using Outreach.BotFramework.Activities;
using Outreach.Inbox;

namespace Outreach.Channels.BotFramework;

/// <summary>What a citizen did, read from an activity. Pure.</summary>
internal static class ActivityReader
{
    /// <summary>Invoke by which a Universal Action of an Adaptive Card comes; its form is below <c>value.action.data</c>.</summary>
    public const string CardAction = "adaptiveCard/action";

    private const string Add = "add";
    private const string Remove = "remove";

    /// <summary>Null when it is nothing that concerns the inbox.</summary>
    public static IncomingMessage? Read(Activity activity, string account, string eventId, DateTimeOffset now)
    {
        return activity.Type switch
        {
            ActivityTypes.Message => Said(activity.Value),
            ActivityTypes.Invoke when activity.Name == CardAction => Said(FormOf(activity.Value)),
            ActivityTypes.ConversationUpdate when HasCome(activity) => From(IncomingKind.Joined),
            ActivityTypes.ConversationUpdate when HasGone(activity) => From(IncomingKind.Left),
            ActivityTypes.ContactRelationUpdate or ActivityTypes.InstallationUpdate when activity.Action == Add => From(IncomingKind.Joined),
            ActivityTypes.ContactRelationUpdate or ActivityTypes.InstallationUpdate when activity.Action == Remove => From(IncomingKind.Left),
            ActivityTypes.DeleteUserData => From(IncomingKind.Withdrew),
            _ => null,
        };

        IncomingMessage? Said(JsonElement? form)
        {
            var words = Words(activity) ?? (form is { } value ? FormWords.Of(value) : null);
            var files = Files(activity);
            if (form is { } filled && ContactForm.Read(filled) is { } contact)
                return From(IncomingKind.SharedContact) with { Details = new IncomingDetails(Contact: contact) };
            return words is null && files is null
                ? null
                : From(IncomingKind.Message, words ?? "") with { Details = files is null ? null : new IncomingDetails(files) };
        }

        IncomingMessage From(IncomingKind kind, string? text = null) => new(
            BotFrameworkChannel.ChannelName,
            account,
            eventId,
            BotConversations.AddressOf(activity.ChannelId!, activity.Conversation!.Id!),
            kind,
            activity.Timestamp ?? now,
            text?.Normalize(),
            Citizen(activity)?.Name);
    }

    /// <summary>Who an activity is about: of one that tells who has come, the first who is not the bot.</summary>
    public static ChannelAccount? Citizen(Activity activity) =>
        activity.Type == ActivityTypes.ConversationUpdate ? Others(activity, activity.MembersAdded).FirstOrDefault() ?? activity.From : activity.From;

    /// <summary>The bot is told of its own arrival as well; that is nobody to greet.</summary>
    private static bool HasCome(Activity activity) => Others(activity, activity.MembersAdded).Any();

    /// <summary>The bot was removed, or the only citizen has left.</summary>
    private static bool HasGone(Activity activity) =>
        activity.MembersRemoved?.Any(member => member?.Id == activity.Recipient?.Id) is true
        || (activity.Conversation?.IsGroup is not true && Others(activity, activity.MembersRemoved).Any());

    private static IEnumerable<ChannelAccount> Others(Activity activity, IReadOnlyList<ChannelAccount>? members) =>
        (members ?? []).Where(member => member?.Id is not null && member.Id != activity.Recipient?.Id);

    private static JsonElement? FormOf(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Object } invoke && invoke.TryGetProperty("action", out var action)
        && action.ValueKind == JsonValueKind.Object && action.TryGetProperty("data", out var data)
            ? data
            : null;

    /// <summary>In a group the bot is spoken to by its name, which belongs to no question.</summary>
    private static string? Words(Activity activity)
    {
        var text = activity.Text ?? "";
        foreach (var entity in activity.Entities ?? [])
        {
            if (entity is { Type: "mention", Extra: { } mention } && MentionOf(mention) is var (id, written) && id == activity.Recipient?.Id && written.Length > 0)
                text = text.Replace(written, "", StringComparison.Ordinal);
        }

        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    private static (string Id, string Text)? MentionOf(IDictionary<string, JsonElement> mention) =>
        mention.TryGetValue("text", out var text) && text.ValueKind == JsonValueKind.String
        && mention.TryGetValue("mentioned", out var who) && who.ValueKind == JsonValueKind.Object
        && who.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
            ? (id.GetString()!, text.GetString()!)
            : null;

    /// <summary>Pictures and documents, by their address; cards and inline bytes are nothing a citizen sends as evidence.</summary>
    private static List<IncomingFile>? Files(Activity activity)
    {
        var files = (activity.Attachments ?? [])
            .Where(attachment => Uri.TryCreate(attachment?.ContentUrl, UriKind.Absolute, out var url) && url.Scheme is "https" or "http")
            .Select(attachment => new IncomingFile(KindOf(attachment.ContentType), new Uri(attachment.ContentUrl!), Name: attachment.Name, ContentType: attachment.ContentType))
            .ToList();
        return files.Count > 0 ? files : null;
    }

    private static string KindOf(string? contentType) => contentType?.Split('/')[0] switch
    {
        "image" => "image",
        "audio" => "audio",
        "video" => "video",
        _ => "file",
    };
}
