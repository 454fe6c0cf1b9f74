using Microsoft.EntityFrameworkCore;
using Outreach.Assistant.Dialogs;
using Outreach.Knowledge.Learning;
using Outreach.Storage;

namespace Outreach.Tests.Knowledge;

/// <summary>What of real conversations is kept for officers, and how it is grouped.</summary>
[Trait("Database", "Both")]
public sealed class UnansweredQuestionsTests : IAsyncLifetime
{
    private KnowledgeStand stand = null!;

    public async Task InitializeAsync() => stand = await KnowledgeStand.CreateAsync();

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Fact]
    public async Task A_question_that_was_refused_is_kept_without_what_points_at_the_person()
    {
        await stand.AskAsync("trạm bơm nông nghiệp hỏng, gọi tôi 0912345678");

        var question = (await QuestionsAsync()).ShouldHaveSingleItem();
        question.Reason.ShouldBe(UnansweredReason.OutOfScope);
        question.Text.ShouldNotContain("trạm");
        stand.Inbox.Test.Cipher.Reveal(question.Text).ShouldBe("trạm bơm nông nghiệp hỏng, gọi tôi [số]");
    }

    [Fact]
    public async Task A_question_that_was_answered_is_not_kept()
    {
        await stand.AskAsync("đăng ký khai sinh cần giấy tờ gì", "xin chào");

        (await QuestionsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_choice_that_is_taken_is_forgotten_and_one_that_is_not_is_grouped_later()
    {
        var (an, binh) = (new Guid(1, 0, 0, new byte[8]), new Guid(2, 0, 0, new byte[8]));
        await RecordAsync(an, "thành lập công ty", Offering);
        await RecordAsync(binh, "thành lập công ty", Offering);
        await stand.Groups.GroupAsync(default);
        (await QuestionsAsync()).Select(question => (question.Reason, question.GroupId)).ShouldBe([(UnansweredReason.Unresolved, null), (UnansweredReason.Unresolved, null)]);

        await RecordAsync(an, "1", Taken, before: Offering.State);
        stand.Inbox.Time.Advance(TimeSpan.FromMinutes(31));
        await stand.Groups.GroupAsync(default);

        var left = (await QuestionsAsync()).ShouldHaveSingleItem();
        left.ConversationId.ShouldBe(binh);
        left.GroupId.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_message_is_recorded_once_however_often_it_is_handled()
    {
        var exchanged = new Exchanged(new Guid(3, 0, 0, new byte[8]), default, "zalo", "trạm bơm", ConversationState.New, Offering);

        await stand.Inbox.Unanswered.RecordAsync(exchanged, default);
        await stand.Inbox.Unanswered.RecordAsync(exchanged, default);

        (await QuestionsAsync()).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(0.59, true)]
    [InlineData(0.6, false)]
    public async Task An_answer_that_was_hardly_sure_is_kept(double confidence, bool kept)
    {
        await RecordAsync(default, "lệ phí", Taken with { Confidence = confidence });

        (await QuestionsAsync()).Select(question => question.Reason).ShouldBe(kept ? [UnansweredReason.LowConfidence] : []);
    }

    [Fact]
    public async Task Who_wants_a_person_after_an_answer_wanted_something_else()
    {
        await stand.Inbox.ReceiveAsync("lệ phí đăng ký khai sinh", sender: "an");
        await stand.Inbox.ReceiveAsync("cho tôi gặp cán bộ", sender: "an");
        await stand.Inbox.HandleAsync();

        var question = (await QuestionsAsync()).ShouldHaveSingleItem();
        question.Reason.ShouldBe(UnansweredReason.Handoff);
        stand.Inbox.Test.Cipher.Reveal(question.Text).ShouldBe("lệ phí đăng ký khai sinh");
        question.Found.ShouldContain("1.001193");
    }

    [Fact]
    public async Task Questions_that_ask_the_same_are_one_group_whose_id_stays()
    {
        await stand.AskAsync("cho hỏi trạm bơm hỏng báo ai", "trạm bơm hỏng thì báo ai ạ", "tram bom hong bao ai", "trạm bơm bị hỏng báo ai", "xe buýt số mấy ra biển");
        await stand.Groups.GroupAsync(default);

        var groups = await stand.Groups.ListAsync(10, default);

        groups.Select(group => group.Count).ShouldBe([4, 1]);
        groups[0].Examples.Count.ShouldBe(4);
        groups[0].Reasons.ShouldBe(new Dictionary<string, int> { ["out_of_scope"] = 4 });

        await stand.AskAsync("trạm bơm hỏng báo ai");
        await stand.Groups.GroupAsync(default);
        var after = await stand.Groups.ListAsync(10, default);
        (after[0].Id, after[0].Count).ShouldBe((groups[0].Id, 5));
    }

    [Fact]
    public async Task What_was_kept_long_enough_is_deleted_and_its_group_with_it()
    {
        await stand.AskAsync("trạm bơm hỏng báo ai");
        await stand.Groups.GroupAsync(default);
        stand.Inbox.Time.Advance(TimeSpan.FromDays(89));
        (await stand.Inbox.Unanswered.ForgetAsync(default)).ShouldBe(0);

        stand.Inbox.Time.Advance(TimeSpan.FromDays(2));
        (await stand.Inbox.Unanswered.ForgetAsync(default)).ShouldBe(1);

        (await stand.Inbox.Test.CountAsync("question_groups")).ShouldBe(0);
    }

    [Fact]
    public async Task Who_has_their_data_deleted_has_their_questions_deleted()
    {
        await stand.Inbox.ReceiveAsync("trạm bơm hỏng báo ai", sender: "an");
        await stand.Inbox.ReceiveAsync("xe buýt số mấy ra biển", sender: "binh");
        await stand.Inbox.HandleAsync();
        await stand.Groups.GroupAsync(default);

        await stand.Inbox.ReceiveAsync(null, sender: "an", kind: Outreach.Inbox.IncomingKind.Withdrew);
        await stand.Inbox.HandleAsync();

        (await stand.Groups.ListAsync(10, default)).Single().Title.ShouldBe("xe buýt số mấy ra biển");
        (await stand.Inbox.Test.CountAsync("question_groups")).ShouldBe(1);
    }

    private static AssistantReply Offering { get; } = new()
    {
        Text = "1. Một thành viên\n2. Hai thành viên",
        Decision = Decision.Clarify,
        Confidence = 0.5,
        State = ConversationState.New with { Candidates = ["2.001583", "2.001199"] },
    };

    private static AssistantReply Taken { get; } = new() { Text = "…", Decision = Decision.Answer, Confidence = 1, State = ConversationState.New };

    private Task RecordAsync(Guid conversation, string text, AssistantReply reply, ConversationState? before = null)
    {
        var exchanged = new Exchanged(new IdGenerator(stand.Inbox.Time).Next(), conversation, "zalo", text, before ?? ConversationState.New, reply);
        return stand.Inbox.Unanswered.Concerns(exchanged) ? stand.Inbox.Unanswered.RecordAsync(exchanged, default) : Task.CompletedTask;
    }

    private Task<List<UnansweredQuestion>> QuestionsAsync() =>
        stand.Database.ReadAsync(session => session.Context.Set<UnansweredQuestion>().AsNoTracking().OrderBy(question => question.Id).ToListAsync(), default);
}
