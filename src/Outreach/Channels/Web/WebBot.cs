using System.Text.Json;
using Outreach.BotFramework.Activities;
using Outreach.BotFramework.DirectLine;
using Outreach.Inbox;

namespace Outreach.Channels.Web;

/// <summary>Stores what a visitor posts, as every channel does; the inbox answers.</summary>
internal sealed class WebBot(IncomingMessages inbox, TimeProvider time)
{
    public Task TakeAsync(Activity activity, CancellationToken ct)
    {
        var kind = activity.Type switch
        {
            ActivityTypes.Message => IncomingKind.Message,
            ActivityTypes.ConversationUpdate => IncomingKind.Joined,
            _ => (IncomingKind?)null,
        };
        if (kind is null || activity.Conversation?.Id is not { } conversation)
            return Task.CompletedTask;

        var message = new IncomingMessage(
            WebChannel.ChannelName,
            WebChannel.DefaultAccount,
            activity.Id ?? conversation + "|start",
            conversation,
            kind.Value,
            activity.Timestamp ?? time.GetUtcNow(),
            WordsOf(activity))
        {
            Details = Files(activity) is { Count: > 0 } files ? new IncomingDetails(files) : null,
        };
        return inbox.AcceptAsync(message, ct);
    }

    /// <summary>A button of an adaptive card sends its value without a text; where the value is words, they are what is said.</summary>
    private static string? WordsOf(Activity activity) =>
        activity.Text ?? (activity.Value is { ValueKind: JsonValueKind.String } value ? value.GetString() : null);

    private static List<IncomingFile> Files(Activity activity) =>
    [
        .. from attachment in activity.Attachments ?? []
           where AttachmentLinks.IdOf(attachment) is not null
           select new IncomingFile(
               attachment.ContentType?.StartsWith("image/", StringComparison.Ordinal) == true ? "image" : "file",
               ProviderId: AttachmentLinks.IdOf(attachment),
               Name: attachment.Name,
               ContentType: attachment.ContentType),
    ];
}
