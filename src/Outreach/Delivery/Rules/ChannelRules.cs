using Outreach.Content;
using Outreach.Storage;

namespace Outreach.Delivery.Rules;

/// <summary>What holds for messages of one class on one channel on one local day, several rules taken together.</summary>
public sealed class ChannelRules
{
    /// <summary>How far ahead an opening is looked for: hours repeat daily, so none within a week means rules that exclude each other.</summary>
    private const int DaysAhead = 7;

    private readonly IReadOnlyList<SendingRule> timed;
    private readonly IReadOnlyList<SendingRule> valid;

    /// <param name="rules">Of the class and channel, on whatever days: a search for the next opening goes on into the next days.</param>
    internal ChannelRules(IReadOnlyList<SendingRule> rules, DateOnly day)
    {
        timed = [.. rules.Where(rule => rule.Hours is not null)];
        valid = [.. rules.Where(rule => rule.IsValidOn(day))];
        Cap = Strictest([.. valid.Select(rule => rule.Cap).OfType<SendingCap>()]);
    }

    /// <summary>
    /// Null when there is none. Of several the smallest count over the longest stretch, which keeps each of them even where
    /// neither alone is the stricter.
    /// </summary>
    public SendingCap? Cap { get; }

    /// <summary>What the text must begin with, or null.</summary>
    public string? Label => valid.Select(rule => rule.Label).FirstOrDefault(label => label is not null);

    public bool RefusalRequired => valid.Any(rule => rule.Refusal is not null);

    public bool RequiresConsent => valid.Any(rule => rule.RequiresConsent);

    public bool DoNotCall => valid.Any(rule => rule.DoNotCall);

    /// <summary>The oldest usable copy of the do-not-call list; null while no source gives a number.</summary>
    public TimeSpan? DoNotCallMaxAge => valid.Min(rule => rule.DoNotCallMaxAge);

    /// <summary>
    /// <paramref name="now"/> itself when a message may leave; otherwise the next opening, in UTC. Rules begin and end with
    /// their days on the way. Rules that leave no opening within a week give that week's end, to be asked again.
    /// </summary>
    public DateTimeOffset NextAllowed(DateTimeOffset now)
    {
        var start = now.ToLocal().DateTime;
        var local = start;
        while (local < start.AddDays(DaysAhead))
        {
            if (ClosedBy(local) is not { Hours: { } hours })
                return local == start ? now : ToUtc(local);
            // Today's opening is still to come, or the rest of today is closed and tomorrow's rules decide.
            local = TimeOnly.FromDateTime(local) < hours.From ? local.Date + hours.From.ToTimeSpan() : local.Date.AddDays(1);
        }

        return ToUtc(local);
    }

    /// <summary>The rules behind a reason, as the content names them: what a refusal shows and a log keeps.</summary>
    public IReadOnlyList<string> RuleIds(SendingReason reason) => [.. valid.Where(rule => Asks(rule, reason)).Select(rule => rule.Id)];

    /// <summary>The rule whose demand on the text is not met, or null. Also to be asked again on sending: rules may have begun since.</summary>
    public TextFlaw? FlawOf(string text)
    {
        if (Label is { } label && !text.StartsWith(label, StringComparison.Ordinal))
            return new(SendingReason.Label, RuleIds(SendingReason.Label)[0], $"does not begin with {label}");
        return valid.FirstOrDefault(rule => rule.Refusal is { } phrases && !SendingText.SaysHowToRefuse(text, phrases)) is { } rule
            ? new(SendingReason.Refusal, rule.Id, $"does not say how to refuse, for example “{rule.Refusal![0]}”")
            : null;
    }

    private SendingRule? ClosedBy(DateTime local)
    {
        foreach (var rule in timed)
            if (rule.IsValidOn(DateOnly.FromDateTime(local)) && !rule.Hours!.Contain(TimeOnly.FromDateTime(local)))
                return rule;
        return null;
    }

    private static DateTimeOffset ToUtc(DateTime local) => new DateTimeOffset(local, LocalTime.Zone.GetUtcOffset(local)).ToUniversalTime();

    private static SendingCap? Strictest(List<SendingCap> caps) =>
        caps.Count == 0 ? null : new(caps.Min(cap => cap.Count), caps.Max(cap => cap.Period));

    private static bool Asks(SendingRule rule, SendingReason reason) => reason switch
    {
        SendingReason.Hours => rule.Hours is not null,
        SendingReason.Cap => rule.Cap is not null,
        SendingReason.Consent => rule.RequiresConsent,
        SendingReason.DoNotCall => rule.DoNotCall,
        SendingReason.Label => rule.Label is not null,
        SendingReason.Refusal => rule.Refusal is not null,
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };
}

/// <summary>What a text lacks.</summary>
/// <param name="RuleId">The rule that asks for it.</param>
/// <param name="Words">Continues a sentence whose subject is the text.</param>
public sealed record TextFlaw(SendingReason Reason, string RuleId, string Words);
