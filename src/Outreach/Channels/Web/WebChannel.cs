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

    /// <summary>Our own database is the only limit; buttons and cards beyond ten are more than a person reads.</summary>
    public ChannelLimits Limits { get; } = new(TextLength: 8000, CaptionLength: 8000, Buttons: 10, MessagesPerSecond: 5000, Concurrency: 16, ReportsDelivery: false)
    {
        Pictures = 10,
        Cards = 10,
        Files = true,
    };

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        // The id makes a repeat harmless.
        var key = "outbox:" + message.RequestId;
        var logged = await log.AppendAsync(message.Address, WebMessage.Write(message.Address, message.Content), key, ct);
        if (logged is null)
            return new SendOutcome.Rejected("404", "The conversation does not exist.");
        if (message.Content.Handoff is { } handoff)
            await log.AppendAsync(message.Address, WebMessage.Handoff(message.Address, handoff), key + ":handoff", ct);
        streams.Announce(message.Address);
        return new SendOutcome.Accepted(logged.Activity.Id!);
    }
}
