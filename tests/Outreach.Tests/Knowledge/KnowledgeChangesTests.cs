using Outreach.Assistant.Dialogs;
using Outreach.Content;
using Outreach.Knowledge;
using Outreach.Knowledge.Learning;

namespace Outreach.Tests.Knowledge;

/// <summary>From a question nobody could answer to an answer everybody gets.</summary>
[Trait("Database", "Both")]
public sealed class KnowledgeChangesTests : IAsyncLifetime
{
    private const string Asked = "trạm bơm hỏng báo ai";

    private static readonly NewFaq Pump = new(
        "Trạm bơm nông nghiệp hỏng thì báo ai?", "Báo cho cán bộ nông nghiệp của xã.", "Nông nghiệp", null, "Quy chế thử nghiệm", new DateOnly(2026, 1, 5));

    private KnowledgeStand stand = null!;

    public async Task InitializeAsync() => stand = await KnowledgeStand.CreateAsync();

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Fact]
    public async Task A_question_goes_through_the_loop_and_is_answered_on_every_node()
    {
        var other = new LiveKnowledge(stand.Live.Current);
        var change = await stand.DraftAsync(new(ChangeKind.NewFaq, null, await GroupAsync(), null, Pump));
        change.Target.ShouldBe("tram-bom-nong-nghiep-hong-thi-bao-ai");
        change.PhrasingList.ShouldBe([Asked]);

        var report = await stand.ReplayAsync(change);
        (await stand.Changes.ApproveAsync(change.Id, "Minh", default)).ShouldBeOfType<ChangeOutcome.Done>();
        await stand.Rebuild.FollowAsync(default);
        await stand.Node(other).FollowAsync(default);

        report.Kinds.Single(kind => kind.Kind == EvaluationSet.Attached).ShouldBe(new ReplayedKind(EvaluationSet.Attached, 1, 0, 1));
        report.Kinds.Sum(kind => kind.Questions).ShouldBeGreaterThan(140);
        foreach (var knowledge in new[] { stand.Live.Current, other.Current })
            Answer(knowledge, Asked).ShouldSatisfyAllConditions(
                reply => reply.Decision.ShouldBe(Decision.Answer),
                reply => reply.Text.ShouldContain("cán bộ nông nghiệp của xã"),
                reply => reply.Text.ShouldContain("Quy chế thử nghiệm"));
        (await stand.Groups.ListAsync(10, default)).ShouldBeEmpty("it is settled until it is asked in vain again");
    }

    [Fact]
    public async Task A_change_taken_back_is_gone_and_its_questions_are_open_again()
    {
        var change = await stand.DraftAsync(new(ChangeKind.NewFaq, null, await GroupAsync(), null, Pump));
        await stand.ReplayAsync(change);
        await stand.Changes.ApproveAsync(change.Id, "Minh", default);
        await stand.Rebuild.FollowAsync(default);

        (await stand.Changes.RevertAsync(change.Id, "Minh", default)).ShouldBeOfType<ChangeOutcome.Done>().Change.State.ShouldBe(ChangeState.Reverted);
        await stand.Rebuild.FollowAsync(default);

        Answer(stand.Live.Current, Asked).Decision.ShouldBe(Decision.OutOfScope);
        (await stand.Groups.ListAsync(10, default)).ShouldHaveSingleItem();
        (await stand.Inbox.Test.CountAsync("attached_questions")).ShouldBe(0);
    }

    [Fact]
    public async Task An_approved_name_finds_its_procedure_and_a_phrasing_its_question()
    {
        var alias = await stand.DraftAsync(new(ChangeKind.Procedure, "1.010038", null, ["xé sổ chia bếp"], null));
        var phrasing = await stand.DraftAsync(new(ChangeKind.Faq, "tra-cuu-ho-so", null, ["giấy hẹn nằm chỗ mô rồi"], null));
        foreach (var change in new[] { alias, phrasing })
        {
            await stand.ReplayAsync(change);
            (await stand.Changes.ApproveAsync(change.Id, "Minh", default)).ShouldBeOfType<ChangeOutcome.Done>();
        }

        await stand.Rebuild.FollowAsync(default);

        stand.Live.Current.Find("xé sổ chia bếp").BestProcedure!.Id.ShouldBe("1.010038");
        stand.Live.Current.Find("giấy hẹn nằm chỗ mô rồi").BestFaq!.Id.ShouldBe("tra-cuu-ho-so");
    }

    [Fact]
    public async Task A_change_that_would_take_questions_from_others_shows_them()
    {
        // What is no matter of public services, claimed for the hotline.
        string[] claimed = [.. EvaluationSet.BuiltIn(new ContentOptions().Directory).Where(question => question.LabelType == "oos").Select(question => question.Question)];
        var greedy = await stand.DraftAsync(new(ChangeKind.Faq, "tong-dai-ho-tro", null, claimed, null));

        var report = await stand.ReplayAsync(greedy);

        report.Worse.ShouldBeGreaterThan(0);
        report.Changes.ShouldContain(question => claimed.Contains(question.Question) && question.After.Faq == "tong-dai-ho-tro" && question.WasRight && !question.IsRight);
        report.Kinds.ShouldContain(kind => kind.Kind == "out_of_scope" && kind.RightAfter < kind.RightBefore);
    }

    [Fact]
    public async Task Nobody_approves_their_own_or_what_was_not_replayed_or_twice()
    {
        var change = await stand.DraftAsync(new(ChangeKind.Procedure, "1.010038", null, ["chia bếp"], null));

        (await stand.Changes.ApproveAsync(change.Id, "Minh", default)).ShouldBeOfType<ChangeOutcome.Refused>().Reason.ShouldContain("Replay");
        await stand.ReplayAsync(change);
        (await stand.Changes.ApproveAsync(change.Id, "Hoa", default)).ShouldBeOfType<ChangeOutcome.Refused>().Reason.ShouldContain("author");
        (await stand.Changes.ApproveAsync(change.Id, "Minh", default)).ShouldBeOfType<ChangeOutcome.Done>();
        (await stand.Changes.ApproveAsync(change.Id, "Lan", default)).ShouldBeOfType<ChangeOutcome.Refused>();
        (await stand.Changes.RevertAsync(change.Id, "Lan", default)).ShouldBeOfType<ChangeOutcome.Done>();
        (await stand.Changes.RevertAsync(change.Id, "Lan", default)).ShouldBeOfType<ChangeOutcome.Refused>();
        (await stand.Changes.ApproveAsync(change.Id, "Minh", default)).ShouldBeOfType<ChangeOutcome.Refused>();
        (await stand.Changes.ApproveAsync(Guid.Empty, "Minh", default)).ShouldBeOfType<ChangeOutcome.NotFound>();
    }

    public static TheoryData<string, NewChange, string> Bad => new()
    {
        { "no kind", new(0, "1.001193", null, ["x"], null), "kind" },
        { "unknown procedure", new(ChangeKind.Procedure, "9.999999", null, ["x"], null), "9.999999" },
        { "unknown question", new(ChangeKind.Faq, "khong-co", null, ["x"], null), "khong-co" },
        { "nothing said", new(ChangeKind.Procedure, "1.001193", null, [" "], null), "phrasings" },
        { "unknown group", new(ChangeKind.Procedure, "1.001193", "abc", null, null), "abc" },
        { "too long", new(ChangeKind.Procedure, "1.001193", null, [new string('x', 301)], null), "300" },
        { "no question", new(ChangeKind.NewFaq, null, null, null, null), "faq" },
        { "no source", new(ChangeKind.NewFaq, null, null, null, Pump with { Source = null }), "source" },
        { "no day", new(ChangeKind.NewFaq, null, null, null, Pump with { SourceDate = null }), "sourceDate" },
        { "bad id", new(ChangeKind.NewFaq, "Trạm bơm", null, null, Pump), "target" },
        { "taken id", new(ChangeKind.NewFaq, "tra-cuu-ho-so", null, null, Pump), "already" },
        { "script", new(ChangeKind.NewFaq, null, null, null, Pump with { Link = new Uri("javascript:alert(1)") }), "link" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_draft_that_cannot_be_used_is_refused_with_the_reason(string label, NewChange wanted, string named) =>
        (await stand.Changes.CreateAsync(wanted, "Hoa", default)).ShouldBeOfType<ChangeOutcome.Refused>(label).Reason.ShouldContain(named);

    private async Task<string> GroupAsync()
    {
        await stand.AskAsync(Asked);
        await stand.Groups.GroupAsync(default);
        stand.Inbox.Time.Advance(TimeSpan.FromMinutes(1));
        return (await stand.Groups.ListAsync(10, default)).ShouldHaveSingleItem().Id;
    }

    private static AssistantReply Answer(Outreach.Assistant.Knowledge.KnowledgeBase knowledge, string text) =>
        new Dialog(new AssistantOptions()).Respond(new Turn(text, new DateOnly(2026, 1, 5)), ConversationState.New, knowledge);
}
