using Outreach.Campaigns;
using Outreach.Delivery;
using Quartz;

namespace Outreach.Tests.Delivery.Model;

/// <summary>Lives one list of commands: does each to the real parts and to the model, and looks at everything after each.</summary>
internal sealed class Life
{
    private const int MostCampaigns = 4;

    private readonly LifeMessages messages;
    private readonly LifeChecks checks;

    private Life(LifeState state)
    {
        State = state;
        messages = new LifeMessages(state);
        checks = new LifeChecks(state);
    }

    private LifeState State { get; }

    private LifeStand Stand => State.Stand;

    /// <exception cref="LifeBrokenException">Something happened that may not.</exception>
    public static async Task RunAsync(Support.TestDatabase test, ISchedulerFactory schedulers, IReadOnlyList<LifeCommand> commands)
    {
        var state = new LifeState();
        using var stand = await LifeStand.CreateAsync(test, schedulers, state.Village, state.LookUp);
        state.Stand = stand;
        var life = new Life(state);
        for (var number = 0; number < commands.Count; number++)
        {
            try
            {
                await life.StepAsync(commands[number]);
            }
            catch (Exception e)
            {
                throw new LifeBrokenException($"after command {number + 1}, {commands[number]}: {e.Message}", e);
            }
        }

        try
        {
            await life.EndAsync();
        }
        catch (Exception e)
        {
            throw new LifeBrokenException($"at the end, when everything was let through: {e.Message}", e);
        }
    }

    private async Task StepAsync(LifeCommand command)
    {
        await DoAsync(command);
        await checks.LookAsync(command);
    }

    private async Task DoAsync(LifeCommand command)
    {
        switch (command)
        {
            case LifeCommand.Create create: await CreateAsync(create); break;
            case LifeCommand.Approve { Campaign: var n }: await ChangeAsync(n, CampaignState.Approved, c => c.State is CampaignState.Draft, c => Stand.Campaigns.ApproveAsync(c.Id, "minh", default)); break;
            case LifeCommand.Schedule { Campaign: var n }: await ChangeAsync(n, CampaignState.Scheduled, c => c.State is CampaignState.Approved, c => Stand.Planner.ScheduleAsync(c.Id, Stand.Time.GetUtcNow(), default)); break;
            case LifeCommand.Stop { Campaign: var n }: await ChangeAsync(n, CampaignState.Stopped, c => c.State is not CampaignState.Finished, c => Stand.Campaigns.StopAsync(c.Id, "stopped by hand", default)); break;
            case LifeCommand.Pause { Campaign: var n }: await HoldAsync(n, paused: true, c => Stand.Campaigns.PauseAsync(c.Id, "paused by hand", default)); break;
            case LifeCommand.Resume { Campaign: var n }: await HoldAsync(n, paused: false, c => Stand.Campaigns.ResumeAsync(c.Id, default)); break;
            case LifeCommand.Retry { Campaign: var n }: await RetryAsync(n); break;
            case LifeCommand.Fire fire: await FireAsync(fire.DiesAtPage); break;
            case LifeCommand.Claim claim: await messages.ClaimAsync(claim.Channel % 3, claim.Count); break;
            case LifeCommand.Answer answer: await messages.AnswerAsync(answer); break;
            case LifeCommand.Crash crash: await CrashAsync(crash.Taken); break;
            case LifeCommand.Report report: await messages.ReportAsync(report); break;
            case LifeCommand.Decide decide: await Decisions.DoAsync(State, decide); break;
            case LifeCommand.Advance advance: Stand.Time.Advance(advance.By); break;
            case LifeCommand.StepBack back: Stand.Time.SetWallClock(Stand.Time.GetUtcNow() - back.By); break;
            case LifeCommand.Sweep sweep: await SweepAsync(sweep.Kind); break;
        }
    }

    private async Task CreateAsync(LifeCommand.Create create)
    {
        if (State.Campaigns.Count == MostCampaigns)
            return;
        var kind = CampaignKind.All[create.Kind];
        var change = await Stand.Campaigns.CreateAsync(
            new NewCampaign("Tạm trú", "tam-tru", LifeStand.List, kind.Channels, "lan", kind.Class, FallbackAfter: kind.Fallback),
            kind.Channels.ToDictionary(channel => channel, _ => new MessageContent("Xin chào")),
            default);
        State.Campaigns.Add(new ModelCampaign(change.ShouldBeOfType<CampaignChange.Done>().Campaign.Id, kind));
    }

    private async Task ChangeAsync(int number, CampaignState to, Func<ModelCampaign, bool> allowed, Func<ModelCampaign, Task<CampaignChange>> change)
    {
        if (State.Campaign(number) is not { } campaign)
            return;
        var expected = allowed(campaign);
        (await change(campaign) is CampaignChange.Done).ShouldBe(expected, $"{campaign.State} → {to}");
        if (expected)
            campaign.State = to;
    }

    private async Task HoldAsync(int number, bool paused, Func<ModelCampaign, Task<CampaignChange>> change)
    {
        if (State.Campaign(number) is not { } campaign)
            return;
        (await change(campaign) is CampaignChange.Done).ShouldBe(campaign.IsOpen);
        if (campaign.IsOpen)
            campaign.Paused = paused;
    }

    private async Task RetryAsync(int number)
    {
        if (State.Campaign(number) is not { } campaign)
            return;
        var found = (await Stand.Campaigns.FindAsync(campaign.Id, default))!;
        var put = await Stand.Retry.RetryFailedAsync(found, Stand.Time.GetUtcNow().AddHours(72), unknownToo: false, default);
        (put is not null).ShouldBe(campaign.State is CampaignState.Sending or CampaignState.Finished);
        if (put is not null)
            campaign.State = CampaignState.Sending;
    }

    private async Task FireAsync(int diesAtPage)
    {
        foreach (var campaign in State.Campaigns)
        {
            var key = new TriggerKey(campaign.Id.ToString(), "campaigns");
            if (await Stand.Scheduler.GetTrigger(key) is not { } trigger || trigger.StartTimeUtc > Stand.Time.GetUtcNow())
                continue;
            await Stand.Scheduler.UnscheduleJob(key);
            try
            {
                Stand.PlanClock.Left = diesAtPage == 0 ? null : diesAtPage - 1;
                await Stand.Launch.LaunchAsync(campaign.Id, default);
                campaign.State = campaign.State is CampaignState.Scheduled or CampaignState.Planning ? CampaignState.Sending : campaign.State;
            }
            catch (ProcessDiedException)
            {
                campaign.State = CampaignState.Planning;
                await CrashAsync(diesAtPage);
            }
            finally
            {
                Stand.PlanClock.Left = null;
            }
        }
    }

    private async Task CrashAsync(int taken)
    {
        messages.Lose(taken);
        await Stand.RestartAsync();
    }

    private async Task SweepAsync(SweepKind kind)
    {
        State.ProviderIsSilent = kind is SweepKind.DoubtUnavailable;
        await (kind switch
        {
            SweepKind.Claims => Stand.ClaimSweep.RunAsync(default),
            SweepKind.Doubt or SweepKind.DoubtUnavailable => Stand.Doubt.RunAsync(default),
            SweepKind.NextChannel => Stand.NextChannel.RunAsync(default),
            _ => Stand.CampaignSweep.RunAsync(default),
        });
        if (kind is SweepKind.Campaigns)
            State.FinishWhatIsThrough();
    }

    /// <summary>Everybody mends what is wrong and waits: every campaign that was launched must come to its end.</summary>
    private async Task EndAsync()
    {
        // Longer than a message lives (three days), in steps that meet every day's hours.
        for (var round = 0; round < 40 && (round == 0 || !State.IsThrough); round++)
        {
            foreach (var number in Enumerable.Range(0, State.Campaigns.Count).Where(number => State.Campaigns[number].Paused))
                await StepAsync(new LifeCommand.Resume(number));
            await StepAsync(new LifeCommand.Fire(0));
            while (State.Attempts.FindIndex(attempt => attempt.OnTheWire) >= 0)
                await StepAsync(new LifeCommand.Answer(0, AnswerKind.Accepted, 1));
            foreach (var kind in (SweepKind[])[SweepKind.Claims, SweepKind.Doubt, SweepKind.NextChannel, SweepKind.Campaigns])
                await StepAsync(new LifeCommand.Sweep(kind));
            for (var channel = 0; channel < Stand.Channels.Count; channel++)
                await StepAsync(new LifeCommand.Claim(channel, 100));
            await StepAsync(new LifeCommand.Advance(TimeSpan.FromHours(5)));
        }

        State.IsThrough.ShouldBeTrue("a campaign does not come to an end");
    }
}
