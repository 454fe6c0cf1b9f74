using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Outreach.Delivery;
using Outreach.Inbox;

namespace Outreach.Channels.Facebook;

/// <summary>
/// Sends messages of a page in Messenger to people who wrote to it within 24 hours (<c>/{page}/messages</c>). Words and picture
/// are messages of their own there: the first part decides how the whole ended, and what fails to follow it never makes it leave
/// twice; the outcome says what is missing.
/// </summary>
internal sealed partial class MessengerChannel : IChannel
{
    internal const string ChannelName = "messenger";

    /// <summary>Of the standard window (Messenger Platform, policy).</summary>
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    /// <summary>In which a person may answer with the tag HUMAN_AGENT.</summary>
    private static readonly TimeSpan TaggedWindow = TimeSpan.FromDays(7);

    private readonly GraphClient graph;
    private readonly MessengerUploads uploads;
    private readonly LastHeard heard;
    private readonly FacebookOptions settings;
    private readonly TimeProvider time;
    private readonly ILogger logger;

    public MessengerChannel(
        GraphClient graph, MessengerUploads uploads, LastHeard heard, IOptions<FacebookOptions> options, TimeProvider time, ILogger<MessengerChannel> logger)
    {
        (this.graph, this.uploads, this.heard, this.time, this.logger, settings) = (graph, uploads, heard, time, logger, options.Value);
        Limits = new(MessengerContent.LongestText, MessengerContent.LongestText, MessengerContent.MostQuickReplies, settings.MessagesPerSecond, settings.Concurrency, settings.Price)
        {
            Pictures = 10,
            Cards = MessengerContent.MostCards,
            Files = true,
        };
    }

    public string Name => ChannelName;

    public string Account => settings.Account;

    public bool Enabled => settings.Enabled;

    public ChannelLimits Limits { get; }

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        if (graph.Refusal(graph.MessageUsage) is { } refusal)
            return refusal;
        if (message.Content.Misfit(Limits) is { } misfit)
            return misfit;
        if (message.Address.Length == 0 || !message.Address.All(char.IsAsciiDigit))
            return new SendOutcome.Rejected("psid", "the address is not a person's page-scoped id");
        var (type, tag) = await FrameAsync(message, ct);
        if (type is null)
            return new SendOutcome.Rejected(GraphErrors.OutsideWindow, "the window of 24 hours after the person's last word is closed");

        var (attachments, failure) = await uploads.PrepareAsync(message, ct);
        if (failure is not null)
            return failure;
        var parts = MessengerContent.Compose(message.Content, attachments, message.RequestId);
        if (parts is [{ Text.Length: > MessengerContent.LongestText }, ..])
            return new SendOutcome.Rejected("too_long", "with the links of its buttons the text does not fit");

        var outcome = await SendAsync(message.Address, parts[0], type, tag, ct);
        if (outcome is SendOutcome.Rejected { Code: "100" or "100/2018008" } && parts[0].Attachment?.Payload.AttachmentId is not null)
            await uploads.ForgetAsync(message, ct);
        return outcome is SendOutcome.Accepted words ? words with { Missing = await FollowAsync(message, parts.Skip(1), type, tag, ct) } : outcome;
    }

    /// <summary>Sends what belongs to the words; what of it failed and why, or null. Words that arrived are not sent again for a picture that did not.</summary>
    private async Task<string?> FollowAsync(OutgoingMessage message, IEnumerable<MessengerMessage> parts, string type, string? tag, CancellationToken ct)
    {
        foreach (var part in parts)
        {
            var outcome = await SendAsync(message.Address, part, type, tag, ct);
            if (outcome is SendOutcome.Accepted)
                continue;
            LogIncomplete(message.Id, outcome.ToString());
            if (outcome is SendOutcome.Rejected)
                await uploads.ForgetAsync(message, ct);
            return $"{MessengerContent.NameOf(part)}: {Why(outcome)}";
        }

        return null;
    }

    /// <summary>An answer that was lost may mean that it is there after all.</summary>
    private static string Why(SendOutcome outcome) => outcome switch
    {
        SendOutcome.Rejected rejected => $"{rejected.Code} {rejected.Reason}",
        SendOutcome.Postponed postponed => postponed.Reason,
        SendOutcome.Unconfirmed unconfirmed => $"perhaps, {unconfirmed.Reason}",
        SendOutcome.Misconfigured misconfigured => misconfigured.Reason,
        SendOutcome.OptedOut optedOut => optedOut.Code,
        _ => outcome.GetType().Name,
    };

    private async Task<SendOutcome> SendAsync(string psid, MessengerMessage part, string type, string? tag, CancellationToken ct)
    {
        var body = ProviderHttp.Json(new MessengerSend(new(psid), type, part, tag), GraphJson.Default.MessengerSend);
        var exchange = await graph.PostAsync("/messages", body, graph.MessageUsage, ct);
        return exchange.Outcome(answered => GraphErrors.Outcome(answered, answer => answer.MessageId));
    }

    /// <summary>How Meta is told that this may be sent now; no type when it may not.</summary>
    private async Task<(string? Type, string? Tag)> FrameAsync(OutgoingMessage message, CancellationToken ct)
    {
        var silence = time.GetUtcNow() - await heard.FindAsync(Name, message.Account, message.Address, ct);
        if (silence <= Window)
            return ("RESPONSE", null);
        return silence <= TaggedWindow && !string.IsNullOrEmpty(settings.OutsideWindowTag) ? ("MESSAGE_TAG", settings.OutsideWindowTag) : (null, null);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The words of message {MessageId} arrived in Messenger, what belongs to them did not: {Outcome}")]
    private partial void LogIncomplete(Guid messageId, string outcome);
}
