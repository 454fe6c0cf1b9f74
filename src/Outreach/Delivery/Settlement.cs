namespace Outreach.Delivery;

/// <summary>What became of one claimed message, to be written down.</summary>
/// <param name="Outcome">Null when it was given back without an attempt.</param>
/// <param name="FollowUpAt">See <see cref="OutboxMessage.FollowUpAt"/>.</param>
internal sealed record Settlement(ClaimedMessage Message, SendOutcome? Outcome, Verdict Verdict, DateTimeOffset? FollowUpAt = null)
{
    /// <summary>Claimed, and not sent after all: the service stops, or the account may not send now.</summary>
    public static Settlement GivenBack(ClaimedMessage message, DateTimeOffset now) =>
        new(message, null, new Verdict(MessageState.Due, DueAt: now, Counts: false));
}

/// <summary>When an open end is looked at again. Pure.</summary>
internal static class FollowUp
{
    /// <summary>Null: never.</summary>
    public static DateTimeOffset? After(Verdict verdict, ClaimedMessage message, IChannel channel, DateTimeOffset now) => verdict.State switch
    {
        MessageState.Unknown => Unknown(channel, now),
        MessageState.Failed when LeadsOn(message, channel) => now,
        MessageState.Sent when LeadsOn(message, channel) && channel.Limits.ReportsDelivery => now + message.Queue!.Fallback,
        _ => null,
    };

    /// <summary>When an unknown one can be settled: by asking, or by sending it again where that does little harm.</summary>
    public static DateTimeOffset? Unknown(IChannel channel, DateTimeOffset now) => channel switch
    {
        IMessageLookup lookup => now + lookup.TrustedAfter,
        { WhenUnknown: UnknownPolicy.Resend } => now,
        _ => null,
    };

    private static bool LeadsOn(ClaimedMessage message, IChannel channel) => message.Queue is { } queue && !queue.IsLast(channel.Name);
}
