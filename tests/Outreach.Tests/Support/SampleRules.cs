using Outreach.Assistant.Knowledge;
using Outreach.Content;
using Outreach.Delivery.Rules;

namespace Outreach.Tests.Support;

/// <summary>Sending rules as small as a test needs them; they hold for guidance, on every channel unless said otherwise.</summary>
internal static class SampleRules
{
    public static readonly SendingRule NeedsConsent = Rule("consent") with { RequiresConsent = true };

    /// <summary>Three messages to a number in any 24 hours.</summary>
    public static readonly SendingRule ThreeADay = Rule("cap") with { Cap = new SendingCap(3, TimeSpan.FromHours(24)) };

    /// <summary>Whoever did not agree, or is on the do-not-contact list, gets no guidance.</summary>
    public static SendingRules Consent { get; } = new([NeedsConsent]);

    /// <param name="from">Viet Nam's time of day, as in 07:00.</param>
    public static SendingRule Hours(string from, string to) => Rule("hours") with
    {
        Hours = new SendingHours(TimeOnly.ParseExact(from, "HH:mm"), TimeOnly.ParseExact(to, "HH:mm")),
    };

    private static SendingRule Rule(string id) => new()
    {
        Id = id,
        Basis = RuleBasis.Caution,
        Classes = [MessageClass.Guidance],
        Source = new Source("Quy tắc của bài thử", new DateOnly(2026, 1, 1)),
    };
}
