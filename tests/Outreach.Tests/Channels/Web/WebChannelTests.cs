using System.Text.Json;
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
    public async Task What_is_put_back_is_said_again()
    {
        await log.StartAsync("c1", default);
        var message = Message(new MessageContent("Xin chào"));

        await channel.SendAsync(message, default);
        await channel.SendAsync(message with { Round = 1 }, default);

        (await log.ReadAfterAsync("c1", 0, 10, default)).Count.ShouldBe(2);
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
    public async Task Cards_become_a_carousel_and_pictures_and_a_document_attachments()
    {
        await log.StartAsync("c1", default);
        var content = new MessageContent("Chọn:", new MessageImage("a.png", "Một"))
        {
            Album = [new("b.jpg", "Hai")],
            File = new("c.pdf", "Tờ khai.pdf", "application/pdf"),
            Cards =
            [
                new("Khai sinh", "60 ngày", new Uri("https://dichvucong.gov.vn/1"), new Uri("https://x.example/1.png")),
                new("Tạm trú", Buttons: [new("Hỏi", Says: "tạm trú"), new("Gọi", new Uri("tel:19001075"))]),
            ],
        };

        await channel.SendAsync(Message(content), default);

        var activity = (await log.ReadAfterAsync("c1", 0, 10, default)).Single().Activity;
        activity.AttachmentLayout.ShouldBe("carousel");
        activity.Attachments!.Select(each => (each.ContentType, each.ContentUrl)).ShouldBe(
        [
            ("image/png", "/media/a.png"), ("image/jpeg", "/media/b.jpg"), ("application/pdf", "/media/c.pdf"),
            ("application/vnd.microsoft.card.hero", null), ("application/vnd.microsoft.card.hero", null),
        ]);
        ShouldBeJson(activity.Attachments![3].Content, """{"title":"Khai sinh","subtitle":"60 ngày","images":[{"url":"https://x.example/1.png","alt":"Khai sinh"}],"buttons":[{"type":"openUrl","title":"Xem","value":"https://dichvucong.gov.vn/1"}],"tap":{"type":"openUrl","title":"Xem","value":"https://dichvucong.gov.vn/1"}}""");
        ShouldBeJson(activity.Attachments[4].Content, """{"title":"Tạm trú","buttons":[{"type":"imBack","title":"Hỏi","value":"tạm trú"},{"type":"call","title":"Gọi","value":"19001075"}]}""");
    }

    [Fact]
    public async Task That_a_person_takes_over_is_told_by_an_event_once()
    {
        await log.StartAsync("c1", default);
        var message = Message(new MessageContent("Tôi chuyển câu hỏi cho cán bộ.") { Handoff = new HandoffRequest("khiếu nại") });

        await channel.SendAsync(message, default);
        await channel.SendAsync(message, default);

        var logged = await log.ReadAfterAsync("c1", 0, 10, default);
        logged.Select(each => (each.Activity.Type, each.Activity.Name)).ShouldBe([("message", null), ("event", "handoff.initiate")]);
        logged[1].Activity.Value!.Value.GetProperty("reason").GetString().ShouldBe("khiếu nại");
    }

    [Fact]
    public async Task A_conversation_that_does_not_exist_is_refused_for_good() =>
        (await channel.SendAsync(Message(new MessageContent("Xin chào")), default)).ShouldBeOfType<SendOutcome.Rejected>().Code.ShouldBe("404");

    private static void ShouldBeJson(JsonElement? actual, string expected) =>
        JsonElement.DeepEquals(actual!.Value, JsonSerializer.Deserialize<JsonElement>(expected)).ShouldBeTrue(actual.ToString());

    private OutgoingMessage Message(MessageContent content) => new(Guid.CreateVersion7(time.GetUtcNow()), "default", "c1", content);
}
