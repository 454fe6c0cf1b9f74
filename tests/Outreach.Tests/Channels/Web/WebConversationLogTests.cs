using Outreach.BotFramework.Activities;
using Outreach.BotFramework.DirectLine;
using Outreach.Channels.Web;
using Outreach.Tests.BotFramework.DirectLine;
using Outreach.Tests.Support;

namespace Outreach.Tests.Channels.Web;

[Trait("Database", "Both")]
public sealed class WebConversationLogTests : ConversationLogContract, IAsyncLifetime
{
    private TestDatabase test = null!;

    public async Task InitializeAsync() => test = await TestDatabase.CreateAsync();

    public async Task DisposeAsync() => await test.DisposeAsync();

    [Fact]
    public async Task A_conversation_goes_on_after_a_restart()
    {
        var before = await OpenAsync();
        await before.StartAsync("c1", default);
        await before.AppendAsync("c1", new Activity { Text = "một" }, "k1", default);

        var after = await OpenAsync();
        (await after.AppendAsync("c1", new Activity { Text = "một" }, "k1", default))!.Sequence.ShouldBe(1);
        (await after.AppendAsync("c1", new Activity { Text = "hai" }, "k2", default))!.Sequence.ShouldBe(2);
    }

    [Fact]
    public async Task What_was_said_is_not_readable_in_the_database()
    {
        var log = await OpenAsync();
        await log.StartAsync("c1", default);
        await log.AppendAsync("c1", new Activity { Text = "bí mật" }, null, default);

        (await test.Database.ReadAsync(session => session.FirstAsync<string>("SELECT content FROM web_activities", null, default), default))!.ShouldNotContain("mật");
    }

    [Fact]
    public async Task Large_activities_are_read_a_few_at_a_time_and_none_is_left_out()
    {
        var log = await OpenAsync();
        await log.StartAsync("c1", default);
        var large = new string('x', 250 * 1024);
        for (var i = 0; i < 10; i++)
            await log.AppendAsync("c1", new Activity { Text = large }, null, default);

        var (pages, watermark) = (new List<int>(), 0L);
        while (await log.ReadAfterAsync("c1", watermark, 200, default) is { Count: > 0 } page)
        {
            pages.Add(page.Count);
            page[0].Sequence.ShouldBe(watermark + 1);
            watermark = page[^1].Sequence;
        }

        pages.ShouldAllBe(count => count <= (WebConversationLog.LargestPage / large.Length) + 1);
        watermark.ShouldBe(10);
    }

    [Fact]
    public async Task One_activity_larger_than_a_page_is_read_all_the_same()
    {
        var log = await OpenAsync();
        await log.StartAsync("c1", default);
        await log.AppendAsync("c1", new Activity { Text = new string('x', WebConversationLog.LargestPage) }, null, default);

        (await log.ReadAfterAsync("c1", 0, 200, default)).ShouldHaveSingleItem();
    }

    protected override Task<IConversationLog> OpenAsync() => Task.FromResult<IConversationLog>(new WebConversationLog(test.Database, test.Cipher, Time));
}
