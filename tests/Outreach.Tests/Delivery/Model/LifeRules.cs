using Outreach.Assistant.Knowledge;
using Outreach.Content;
using Outreach.Delivery.Rules;

namespace Outreach.Tests.Delivery.Model;

/// <summary>Sending rules of the shape the content has, with a smaller cap so that a short life meets it; and the same again in plain words.</summary>
internal static class LifeRules
{
    public const int SmsCap = 2;

    public static readonly TimeSpan SmsPeriod = TimeSpan.FromHours(24);

    private static readonly Source Source = new("model", new DateOnly(2026, 1, 1));

    public static SendingRules Given { get; } = new(
    [
        Rule("sms") with { Hours = new SendingHours(new(7, 0), new(22, 0)), Cap = new SendingCap(SmsCap, SmsPeriod), DoNotCall = true },
        Rule("zalo") with { Hours = new SendingHours(new(6, 0), new(22, 0)) },
        Rule(null) with { RequiresConsent = true },
    ]);

    /// <summary>Whether a message may leave at this hour of Việt Nam's day.</summary>
    public static bool Open(MessageClass kind, string channel, DateTimeOffset now)
    {
        var hour = now.ToOffset(TimeSpan.FromHours(7)).Hour;
        return kind is MessageClass.Emergency || channel is "telegram" || (hour < 22 && hour >= (channel is "sms" ? 7 : 6));
    }

    /// <summary>What a citizen's own words say against a message.</summary>
    public static bool Allows(this ModelCitizen citizen, MessageClass kind, string channel) =>
        kind is MessageClass.Emergency || (citizen.Consented && !citizen.Closed.Contains(channel) && !citizen.Blocked.Contains(channel));

    private static SendingRule Rule(string? channel) => new()
    {
        Id = channel ?? "any",
        Basis = RuleBasis.Caution,
        Channel = channel,
        Classes = [MessageClass.Guidance],
        Source = Source,
    };
}
