using Outreach.Content;
using Outreach.Delivery;

namespace Outreach.Tests.Delivery.Model;

/// <summary>Messages on their way: claimed and handed over, answered, reported.</summary>
internal sealed class LifeMessages(LifeState state)
{
    private LifeStand Stand => state.Stand;

    public async Task ClaimAsync(int number, int count)
    {
        var channel = Stand.Channels[number];
        var claim = await Stand.Sources[channel.Name].ClaimAsync(count, default);
        foreach (var message in claim.Messages)
        {
            var attempt = new Attempt(
                state.Attempts.Count,
                message,
                state.Village.Single(citizen => citizen.Id == message.ContactId),
                state.Campaigns.Single(campaign => campaign.Id == message.CampaignId),
                channel,
                state.Elapsed);
            Handover.Check(state, attempt);
            state.Attempts.Add(attempt);
        }
    }

    /// <summary>As the sender does it: judges the outcome and writes it down.</summary>
    public async Task AnswerAsync(LifeCommand.Answer answer)
    {
        var waiting = state.Attempts.FindAll(attempt => attempt.OnTheWire);
        if (waiting.Count == 0)
            return;
        var attempt = waiting[answer.Message % waiting.Count];
        var kind = Possible(attempt, answer.Kind);
        attempt.OnTheWire = false;
        attempt.Taken |= kind is AnswerKind.Accepted or AnswerKind.UnconfirmedTaken;
        attempt.Confirmed = kind is AnswerKind.Accepted;
        attempt.KnownLost |= kind is not (AnswerKind.Accepted or AnswerKind.UnconfirmedTaken or AnswerKind.UnconfirmedLost);
        if (kind is AnswerKind.OptedOut)
            attempt.Citizen.Closed.Add(attempt.Channel.Name);

        var now = Stand.Time.GetUtcNow();
        var settlement = Outcome(attempt, kind, answer.Seconds) is not { } outcome
            ? Settlement.GivenBack(attempt.Message, now)
            : NextStep.After(outcome, attempt.Message.Attempts, now, attempt.Message.ExpiresAt, jitter: 0.5) is var verdict
                ? new Settlement(attempt.Message, outcome, verdict, FollowUp.After(verdict, attempt.Message, attempt.Channel, now))
                : throw new InvalidOperationException();
        await Stand.Settlements.WriteAsync(attempt.Channel.Name, [settlement], default);
        attempt.KnownArrived |= attempt.ReportedEarly && await IsNamedAsync(attempt);
    }

    /// <summary>Every bit of <paramref name="taken"/> says whether the provider took one of them.</summary>
    public void Lose(int taken)
    {
        foreach (var attempt in state.Attempts.Where(attempt => attempt.OnTheWire))
        {
            attempt.OnTheWire = false;
            attempt.Taken |= !attempt.Denied && (taken & 1) == 1;
            taken >>= 1;
        }
    }

    public async Task ReportAsync(LifeCommand.Report report)
    {
        var reported = state.Attempts.FindAll(attempt => attempt.Channel.Limits.ReportsDelivery && (attempt.Taken || (attempt.OnTheWire && !attempt.Denied)));
        if (reported.Count == 0)
            return;
        var attempt = reported[report.Message % reported.Count];
        attempt.Taken = true;
        var named = report.ByOurId || await IsNamedAsync(attempt);
        var receipt = new Receipt(
            attempt.Channel.Name,
            "default",
            $"{attempt.ProviderId}/{report.Status}",
            attempt.ProviderId,
            report.Status,
            Stand.Time.GetUtcNow(),
            report.ByOurId ? attempt.Message.Id : null,
            attempt.Citizen.Number % 2 == 0 ? null : "30003");
        if (await Stand.Receipts.RecordAsync([receipt], default) == 0)
            return;
        attempt.KnownLost |= report.Status is ReceiptStatus.Failed;
        attempt.KnownArrived |= named && report.Status >= ReceiptStatus.Delivered;
        attempt.ReportedEarly |= report.Status >= ReceiptStatus.Delivered;
    }

    /// <summary>Whether the row bears the provider's id, so that a receipt finds it.</summary>
    private async Task<bool> IsNamedAsync(Attempt attempt) =>
        await Stand.Database.ReadAsync(
            session => session.FirstAsync<string>("SELECT provider_id FROM outbox WHERE id = @Id", new { attempt.Message.Id }, default), default) == attempt.ProviderId;

    /// <summary>A provider that has reported on a message has taken it; one that has denied it has not.</summary>
    private static AnswerKind Possible(Attempt attempt, AnswerKind kind) => (attempt.Taken, kind) switch
    {
        (true, not (AnswerKind.Accepted or AnswerKind.UnconfirmedTaken)) => AnswerKind.Accepted,
        (false, AnswerKind.Accepted or AnswerKind.UnconfirmedTaken) when attempt.Denied => AnswerKind.PostponedByFailure,
        _ => kind,
    };

    private static SendOutcome? Outcome(Attempt attempt, AnswerKind kind, int seconds)
    {
        var wait = seconds % 2 == 0 ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        return kind switch
        {
            AnswerKind.Accepted => new SendOutcome.Accepted(attempt.ProviderId),
            AnswerKind.PostponedByFailure => new SendOutcome.Postponed("down", wait, PostponedFor.Failure),
            AnswerKind.PostponedByPace => new SendOutcome.Postponed("too fast", wait, PostponedFor.Pace),
            AnswerKind.PostponedByQuota => new SendOutcome.Postponed("quota", wait, PostponedFor.Quota),
            AnswerKind.PostponedForRecipient => new SendOutcome.Postponed("window", wait, PostponedFor.Recipient),
            AnswerKind.UnconfirmedTaken or AnswerKind.UnconfirmedLost => new SendOutcome.Unconfirmed("no answer"),
            AnswerKind.Rejected => new SendOutcome.Rejected("-201", "wrong"),
            AnswerKind.OptedOut => new SendOutcome.OptedOut("-213"),
            AnswerKind.Misconfigured => new SendOutcome.Misconfigured("token"),
            _ => null,
        };
    }
}

/// <summary>What must hold at the moment a message is handed to the provider.</summary>
internal static class Handover
{
    public static void Check(LifeState state, Attempt attempt)
    {
        var (citizen, campaign, channel, now) = (attempt.Citizen, attempt.Campaign, attempt.Channel.Name, state.Stand.Time.GetUtcNow());
        var row = state.Rows[attempt.Message.Id];
        var who = $"citizen {citizen.Number} on {channel}";
        row.State.ShouldBe(MessageState.Due, $"{who} was claimed out of turn");
        row.DueAt.ShouldBeLessThanOrEqualTo(now, $"{who} was claimed before its time");
        row.ExpiresAt.ShouldBeGreaterThan(now, $"{who} was given after its expiry");
        (campaign.IsOpen && !campaign.Paused).ShouldBeTrue($"{who} was given while its campaign was {campaign.State}{(campaign.Paused ? ", paused" : "")}");
        citizen.Allows(campaign.Kind.Class, channel).ShouldBeTrue($"{who} had refused and was written to");
        LifeRules.Open(campaign.Kind.Class, channel, now).ShouldBeTrue($"{who} was written to outside the hours");
        foreach (var earlier in state.Attempts.Where(earlier => earlier.Campaign == campaign && earlier.Citizen == citizen))
            MayFollow(state, earlier, attempt).ShouldBeTrue($"{who} is given what may have arrived by {earlier.Channel.Name} already ({earlier.ProviderId})");
        if (channel is "sms" && campaign.Kind.Class is MessageClass.Guidance)
            state.Attempts.Count(earlier => Counts(earlier, attempt)).ShouldBeLessThan(LifeRules.SmsCap, $"{who} has had the share of the day");
    }

    private static bool MayFollow(LifeState state, Attempt earlier, Attempt attempt)
    {
        if (!earlier.MayHaveArrived)
            return true;
        if (earlier.KnownArrived)
            return false;

        // A channel that sends again what is in doubt has chosen that a few get it twice: on itself, or on the next when it is
        // refused the second time.
        if (earlier.Channel.WhenUnknown is UnknownPolicy.Resend && !earlier.Confirmed)
            return true;
        return earlier.Message.Id != attempt.Message.Id
            && state.Rows[earlier.Message.Id].State is MessageState.HandedOn && attempt.Campaign.Kind.Fallback is not null;
    }

    private static bool Counts(Attempt earlier, Attempt attempt) =>
        earlier.Citizen == attempt.Citizen && earlier.Channel == attempt.Channel && earlier.Campaign.Kind.Class is MessageClass.Guidance
        && earlier.MayHaveArrived && earlier.At > attempt.At - LifeRules.SmsPeriod;
}
