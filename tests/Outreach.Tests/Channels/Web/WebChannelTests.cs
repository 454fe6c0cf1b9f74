using Outreach.BotFramework.DirectLine;
using Outreach.Channels.Web;
using Outreach.Delivery;
using Outreach.Tests.Support;

namespace Outreach.Tests.Channels.Web;

public sealed class WebChannelTests
{
    private readonly ManualTime time = new();
    private readonly InMemoryConversationLog log;
    private readonly WebChannel channel;

    public WebChannelTests()
    {
        log = new InMemoryConversationLog(time);
        channel = new WebChannel(log, new DirectLineStreams());
    }

    [Fact]
    public async Task A_message_sent_twice_is_said_once()
    {
        await log.StartAsync("c1", default);
        var message = Message(new MessageContent("Xin chào"));

        var first = await channel.SendAsync(message, default);
        var second = await channel.SendAsync(message, default);

        first.ShouldBe(new SendOutcome.Accepted("c1|0000001"));
        second.ShouldBe(first);
        (await log.ReadAfterAsync("c1", 0, 10, default)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Words_picture_and_buttons_arrive_as_the_bot_framework_writes_them()
    {
        await log.StartAsync("c1", default);
        var link = new Uri("https://dichvucong.gov.vn/");

        await channel.SendAsync(
            Message(new MessageContent("Chọn:", new MessageImage("a.png", "Ảnh"), [new("Lệ phí", Says: "lệ phí tạm trú"), new("Nộp", link), new("Hồ sơ")])),
            default);

        var activity = (await log.ReadAfterAsync("c1", 0, 10, default)).Single().Activity;
        activity.Text.ShouldBe("Chọn:");
        activity.From!.Role.ShouldBe("bot");
        activity.Attachments!.Single().ContentUrl.ShouldBe("/media/a.png");
        activity.SuggestedActions!.Actions.Select(action => (action.Type, action.Title, action.Value?.GetString())).ShouldBe(
            [("imBack", "Lệ phí", (string?)"lệ phí tạm trú"), ("openUrl", "Nộp", link.ToString()), ("imBack", "Hồ sơ", "Hồ sơ")]);
    }

    [Fact]
    public async Task A_conversation_that_does_not_exist_is_refused_for_good() =>
        (await channel.SendAsync(Message(new MessageContent("Xin chào")), default)).ShouldBeOfType<SendOutcome.Rejected>().Code.ShouldBe("404");

    private OutgoingMessage Message(MessageContent content) => new(Guid.CreateVersion7(time.GetUtcNow()), "default", "c1", content);
}
