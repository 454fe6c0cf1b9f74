using Outreach.Content;
using Outreach.Storage;

namespace Outreach.Delivery.Rules;

/// <summary>The dated sending rules of the content library, asked per message. Pure.</summary>
public sealed class SendingRules(IReadOnlyList<SendingRule> rules)
{
    /// <summary>What holds for a class on a channel on the local day of <paramref name="now"/>; where several rules speak, the strictest.</summary>
    public ChannelRules For(MessageClass kind, string channel, DateTimeOffset now) =>
        new([.. rules.Where(rule => rule.Concerns(kind, channel))], DateOnly.FromDateTime(now.ToLocal().DateTime));
}
