using System.Text.Json;
using Outreach.BotFramework.Activities;
using Outreach.BotFramework.DirectLine;
using Outreach.Tests.Support;

namespace Outreach.Tests.BotFramework.DirectLine;

/// <summary>What every <see cref="IConversationLog"/> does, whatever it keeps conversations in.</summary>
public abstract class ConversationLogContract
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    protected ManualTime Time { get; } = new();

    /// <summary>An empty log on <see cref="Time"/>; asked for once per test.</summary>
    protected abstract Task<IConversationLog> OpenAsync();

    [Fact]
    public async Task A_conversation_starts_once()
    {
        var log = await OpenAsync();

        (await log.LastAsync("c1", Ct)).ShouldBeNull();
        (await log.StartAsync("c1", Ct)).ShouldBeTrue();
        (await log.StartAsync("c1", Ct)).ShouldBeFalse();
        (await log.LastAsync("c1", Ct)).ShouldBe(0);
        await log.AppendAsync("c1", Says("xin chào"), null, Ct);
        (await log.LastAsync("c1", Ct)).ShouldBe(1);
    }

    [Fact]
    public async Task Starting_again_keeps_what_was_said()
    {
        var log = await OpenStartedAsync();
        await log.AppendAsync("c1", Says("xin chào"), null, Ct);

        await log.StartAsync("c1", Ct);

        (await TextsAsync(log, "c1")).ShouldBe(["xin chào"]);
    }

    [Fact]
    public async Task Nothing_is_appended_to_a_conversation_that_was_not_started()
    {
        var log = await OpenAsync();

        (await log.AppendAsync("c1", Says("xin chào"), "k", Ct)).ShouldBeNull();
        (await log.ReadAfterAsync("c1", 0, 10, Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Activities_are_numbered_from_one_and_named_after_their_number()
    {
        var log = await OpenStartedAsync();

        var first = await log.AppendAsync("c1", Says("một") with { Id = "chosen by the sender" }, null, Ct);
        var second = await log.AppendAsync("c1", Says("hai"), null, Ct);

        first!.Sequence.ShouldBe(1);
        first.Activity.Id.ShouldBe("c1|0000001");
        second!.Sequence.ShouldBe(2);
        second.Activity.Id.ShouldBe("c1|0000002");
    }

    [Fact]
    public async Task Timestamps_increase_even_when_the_clock_stands_still_or_goes_back()
    {
        var log = await OpenStartedAsync();
        var start = Time.GetUtcNow();

        await log.AppendAsync("c1", Says("một"), null, Ct);
        await log.AppendAsync("c1", Says("hai"), null, Ct);
        Time.SetWallClock(start.AddHours(-1));
        await log.AppendAsync("c1", Says("ba"), null, Ct);
        Time.SetWallClock(start.AddSeconds(5));
        await log.AppendAsync("c1", Says("bốn"), null, Ct);

        (await log.ReadAfterAsync("c1", 0, 10, Ct)).Select(each => each.Activity.Timestamp).ShouldBe(
            [start, start.AddMilliseconds(1), start.AddMilliseconds(2), start.AddSeconds(5)]);
    }

    [Fact]
    public async Task Two_activities_within_a_millisecond_differ_by_one()
    {
        var log = await OpenStartedAsync();
        var start = Time.GetUtcNow();

        Time.Advance(TimeSpan.FromTicks(1));
        var first = await log.AppendAsync("c1", Says("một"), null, Ct);
        Time.Advance(TimeSpan.FromTicks(1));
        var second = await log.AppendAsync("c1", Says("hai"), null, Ct);

        first!.Activity.Timestamp.ShouldBe(start);
        second!.Activity.Timestamp.ShouldBe(start.AddMilliseconds(1));
    }

    [Fact]
    public async Task Reading_returns_what_came_after_the_watermark_in_order_and_no_more_than_asked()
    {
        var log = await OpenStartedAsync();
        foreach (var text in (string[])["một", "hai", "ba", "bốn"])
            await log.AppendAsync("c1", Says(text), null, Ct);

        (await log.ReadAfterAsync("c1", 1, 2, Ct)).Select(each => (each.Sequence, each.Activity.Text)).ShouldBe([(2, "hai"), (3, "ba")]);
        (await log.ReadAfterAsync("c1", 4, 10, Ct)).ShouldBeEmpty();
        (await log.ReadAfterAsync("c1", long.MaxValue, 10, Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Conversations_do_not_see_each_other()
    {
        var log = await OpenStartedAsync();
        await log.StartAsync("c2", Ct);

        await log.AppendAsync("c1", Says("một"), "k", Ct);
        var other = await log.AppendAsync("c2", Says("hai"), "k", Ct);

        other!.Sequence.ShouldBe(1);
        (await TextsAsync(log, "c1")).ShouldBe(["một"]);
        (await TextsAsync(log, "c2")).ShouldBe(["hai"]);
    }

    [Fact]
    public async Task A_repeated_append_returns_the_first_and_stores_nothing()
    {
        var log = await OpenStartedAsync();
        var first = await log.AppendAsync("c1", Says("một"), "k", Ct);
        await log.AppendAsync("c1", Says("hai"), "other", Ct);
        Time.Advance(TimeSpan.FromMinutes(1));

        var repeated = await log.AppendAsync("c1", Says("một"), "k", Ct);

        repeated!.Sequence.ShouldBe(1);
        repeated.Activity.Id.ShouldBe(first!.Activity.Id);
        repeated.Activity.Timestamp.ShouldBe(first.Activity.Timestamp);
        (await TextsAsync(log, "c1")).ShouldBe(["một", "hai"]);
    }

    [Fact]
    public async Task Without_a_key_the_same_words_are_said_twice()
    {
        var log = await OpenStartedAsync();

        await log.AppendAsync("c1", Says("vâng"), null, Ct);
        await log.AppendAsync("c1", Says("vâng"), null, Ct);

        (await TextsAsync(log, "c1")).ShouldBe(["vâng", "vâng"]);
    }

    [Fact]
    public async Task Appends_at_the_same_time_leave_no_gap_and_no_double()
    {
        var log = await OpenStartedAsync();

        await Parallel.ForEachAsync(Enumerable.Range(0, 40), async (n, ct) =>
            await log.AppendAsync("c1", Says($"{n / 2}"), $"key {n / 2}", ct));

        var logged = await log.ReadAfterAsync("c1", 0, 100, Ct);
        logged.Select(each => each.Sequence).ShouldBe(Enumerable.Range(1, 20).Select(n => (long)n));
        logged.Select(each => each.Activity.Text).Distinct().Count().ShouldBe(20);
        logged.Select(each => each.Activity.Timestamp).ShouldBeUnique();
    }

    [Fact]
    public async Task Everything_else_of_an_activity_is_kept()
    {
        var log = await OpenStartedAsync();
        const string json = """
            {"type":"message","channelId":"directline","from":{"id":"dl_1","name":"chị Hoa","role":"user"},"locale":"vi-VN","text":"làm khai sinh ở đâu?",
             "channelData":{"clientActivityID":"x1","nested":[1,2]},"value":{"cmd":"book"},"entities":[{"type":"ClientCapabilities"}],
             "suggestedActions":{"to":[],"actions":[{"type":"imBack","title":"Nộp","value":"Nộp"}]}}
            """;
        await log.AppendAsync("c1", JsonSerializer.Deserialize(json, ActivityJson.Default.Activity)!, null, Ct);

        var read = (await log.ReadAfterAsync("c1", 0, 1, Ct)).Single().Activity;

        var expected = JsonSerializer.Deserialize<JsonElement>(json);
        var actual = JsonSerializer.SerializeToElement(read, ActivityJson.Default.Activity);
        foreach (var property in expected.EnumerateObject())
            JsonElement.DeepEquals(actual.GetProperty(property.Name), property.Value).ShouldBeTrue(property.Name);
    }

    private async Task<IConversationLog> OpenStartedAsync()
    {
        var log = await OpenAsync();
        await log.StartAsync("c1", Ct);
        return log;
    }

    private static Activity Says(string text) => new() { From = new("dl_1", Role: "user"), Text = text };

    private static async Task<IEnumerable<string?>> TextsAsync(IConversationLog log, string conversationId) =>
        (await log.ReadAfterAsync(conversationId, 0, 100, Ct)).Select(each => each.Activity.Text);
}
