using Outreach.BotFramework.DirectLine;

namespace Outreach.Tests.BotFramework.DirectLine;

public sealed class InMemoryConversationLogTests : ConversationLogContract
{
    [Fact]
    public async Task A_conversation_nobody_wrote_to_for_a_day_is_dropped()
    {
        var log = new InMemoryConversationLog(Time);
        await log.StartAsync("silent", default);
        await log.StartAsync("busy", default);

        Time.Advance(TimeSpan.FromHours(23));
        await log.AppendAsync("busy", new() { Text = "còn đây" }, null, default);
        Time.Advance(TimeSpan.FromHours(1));
        await log.StartAsync("new", default);

        (await log.LastAsync("silent", default)).ShouldBeNull();
        (await log.LastAsync("busy", default)).ShouldNotBeNull();
    }

    protected override Task<IConversationLog> OpenAsync() => Task.FromResult<IConversationLog>(new InMemoryConversationLog(Time));
}
