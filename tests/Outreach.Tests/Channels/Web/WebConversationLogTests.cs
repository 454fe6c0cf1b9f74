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

    protected override Task<IConversationLog> OpenAsync() => Task.FromResult<IConversationLog>(new WebConversationLog(test.Database, test.Cipher, Time));
}
