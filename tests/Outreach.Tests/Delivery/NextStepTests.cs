using Outreach.Delivery;

namespace Outreach.Tests.Delivery;

public sealed class NextStepTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 2, 0, 0, TimeSpan.Zero);

    /// <param name="ExpiresIn">Seconds from now; null: never.</param>
    public sealed record Case(string Label, SendOutcome Outcome, int Attempt, Verdict Verdict, int? ExpiresIn = null)
    {
        public override string ToString() => Label;
    }

    public static TheoryData<Case> Cases =>
    [
        new("accepted", new SendOutcome.Accepted("p1"), 1, new(MessageState.Sent, ProviderId: "p1")),
        new("accepted at the last attempt", new SendOutcome.Accepted("p1"), 18, new(MessageState.Sent, ProviderId: "p1")),
        new("postponed first", new SendOutcome.Postponed("bận"), 1, Again("bận", 1)),
        new("postponed a fifth time", new SendOutcome.Postponed("bận"), 5, Again("bận", 16)),
        new("postponed a tenth time", new SendOutcome.Postponed("bận"), 10, Again("bận", 300)),
        new("postponed for the last time", new SendOutcome.Postponed("bận"), 17, Again("bận", 300)),
        new("postponed once too often", new SendOutcome.Postponed("bận"), 18, new(MessageState.Failed, "bận")),
        new("the provider names the pause", new SendOutcome.Postponed("429", TimeSpan.FromSeconds(42)), 3, Again("429", 42)),
        new("no answer", new SendOutcome.Unconfirmed("im lặng"), 1, new(MessageState.Unknown, "im lặng")),
        new("refused", new SendOutcome.Rejected("-201", "sai"), 1, new(MessageState.Failed, "-201: sai")),
        new("opted out", new SendOutcome.OptedOut("-213"), 1, new(MessageState.Failed, "opted_out (-213)")),
        new("another address: at once", new SendOutcome.Moved("-100"), 1, Again("moved", 0)),
        new("addresses that name each other", new SendOutcome.Moved("-100"), 18, new(MessageState.Failed, "moved")),
        new("misconfigured", new SendOutcome.Misconfigured("token"), 1, Again("token", 60, counts: false)),
        new("misconfigured however often", new SendOutcome.Misconfigured("token"), 18, Again("token", 60, counts: false)),
        new("too fast, however often", new SendOutcome.Postponed("429", TimeSpan.FromSeconds(3), PostponedFor.Pace), 18, Again("429", 3, counts: false)),
        new("the quota is used up", new SendOutcome.Postponed("-224", TimeSpan.FromHours(9), PostponedFor.Quota), 18, Again("quota: -224", 9 * 3600, counts: false)),
        new("the recipient's window is full", new SendOutcome.Postponed("-230", TimeSpan.FromSeconds(90), PostponedFor.Recipient), 18, Again("-230", 90, counts: false)),
        new("postponed to the last moment", new SendOutcome.Postponed("bận", TimeSpan.FromSeconds(60)), 1, Again("bận", 60), ExpiresIn: 60),
        new("postponed beyond the deadline", new SendOutcome.Postponed("bận", TimeSpan.FromSeconds(61)), 1, new(MessageState.Failed, "expired: bận"), ExpiresIn: 60),
        new("a quota that comes back after the deadline", new SendOutcome.Postponed("-224", TimeSpan.FromHours(9), PostponedFor.Quota), 1, new(MessageState.Failed, "expired: -224"), ExpiresIn: 3600),
        new("accepted after the deadline", new SendOutcome.Accepted("p1"), 1, new(MessageState.Sent, ProviderId: "p1"), ExpiresIn: -1),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_outcome_leads_to(Case row) =>
        NextStep.After(row.Outcome, row.Attempt, Now, row.ExpiresIn is { } seconds ? Now.AddSeconds(seconds) : null, jitter: 1).ShouldBe(row.Verdict);

    [Theory]
    [InlineData(1, 0.0, 0.5)]
    [InlineData(1, 1.0, 1)]
    [InlineData(4, 0.5, 6)]
    [InlineData(9, 1.0, 256)]
    [InlineData(17, 0.0, 150)]
    public void Pauses_double_and_are_shortened_by_chance(int attempt, double jitter, double seconds) =>
        NextStep.Backoff(attempt, jitter).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void All_pauses_together_last_between_24_and_49_minutes()
    {
        var longest = Enumerable.Range(1, NextStep.MaxAttempts - 1).Sum(attempt => NextStep.Backoff(attempt, jitter: 1).TotalMinutes);
        var shortest = Enumerable.Range(1, NextStep.MaxAttempts - 1).Sum(attempt => NextStep.Backoff(attempt, jitter: 0).TotalMinutes);

        longest.ShouldBeInRange(45, 50);
        shortest.ShouldBeInRange(22, 25);
    }

    private static Verdict Again(string reason, double seconds, bool counts = true) => new(MessageState.Due, reason, DueAt: Now.AddSeconds(seconds), Counts: counts);
}
