using Outreach.BotFramework.Activities;
using Outreach.BotFramework.DirectLine;
using Outreach.Delivery;

namespace Outreach.Channels.Web;

/// <summary>Sends a reply into the web chat: the conversation's log is the provider, and the client reads it from there.</summary>
public sealed class WebChannel(IConversationLog log, DirectLineStreams streams) : IChannel
{
    public const string ChannelName = "web";
    public const string DefaultAccount = "default";
    public const string BotId = "assistant";
    public const string BotName = "Trợ lý dịch vụ công";

    public string Name => ChannelName;

    public string Account => DefaultAccount;

    public bool Enabled => true;

    /// <summary>Our own database is the only limit; buttons beyond ten are more than a person reads.</summary>
    public ChannelLimits Limits { get; } = new(TextLength: 8000, CaptionLength: 8000, Buttons: 10, MessagesPerSecond: 5000, Concurrency: 16, ReportsDelivery: false);

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        // The outbox row's id makes a repeat harmless.
        var logged = await log.AppendAsync(message.Address, Activity(message), "outbox:" + message.Id, ct);
        streams.Announce(message.Address);
        return logged is null
            ? new SendOutcome.Rejected("404", "The conversation does not exist.")
            : new SendOutcome.Accepted(logged.Activity.Id!);
    }

    private static Activity Activity(OutgoingMessage message) => new()
    {
        ChannelId = "directline",
        From = new ChannelAccount(BotId, BotName, "bot"),
        Conversation = new ConversationAccount(message.Address),
        Text = message.Content.Text,
        TextFormat = "plain",
        Locale = "vi-VN",
        InputHint = "acceptingInput",
        Attachments = message.Content.Image is { } image
            ? [new Attachment { ContentType = "image/png", ContentUrl = "/media/" + image.MediaId, Name = image.Alt }]
            : null,
        SuggestedActions = message.Content.Buttons is { Count: > 0 } buttons
            ? new SuggestedActions { Actions = [.. buttons.Select(Action)] }
            : null,
    };

    private static CardAction Action(MessageButton button) =>
        button.Url is { } url ? new CardAction("openUrl", button.Title, url.ToString()) : new CardAction("imBack", button.Title, button.Says ?? button.Title);
}
