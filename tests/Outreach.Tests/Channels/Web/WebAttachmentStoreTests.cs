using System.Text;
using Outreach.BotFramework.Activities;
using Outreach.BotFramework.DirectLine;
using Outreach.Channels.Web;
using Outreach.Inbox;
using Outreach.Tests.Support;

namespace Outreach.Tests.Channels.Web;

[Trait("Database", "Both")]
public sealed class WebAttachmentStoreTests : IAsyncLifetime
{
    private static readonly UploadedFile File = new("bí mật.png", "image/png", [1, 2, 3, 0, 255]);

    private readonly ManualTime time = new();
    private TestDatabase test = null!;

    public async Task InitializeAsync() => test = await TestDatabase.CreateAsync();

    public async Task DisposeAsync() => await test.DisposeAsync();

    [Fact]
    public async Task A_file_is_there_for_its_conversation_alone_and_after_a_restart()
    {
        await Store().SaveAsync("c1", "a", File, default);
        await Store().SaveAsync("c1", "a", File, default);

        var read = (await Store().ReadAsync("c1", "a", default)).ShouldNotBeNull();
        (read.Name, read.ContentType).ShouldBe((File.Name, File.ContentType));
        read.Content.ShouldBe(File.Content);
        (await Store().ReadAsync("c2", "a", default)).ShouldBeNull();
        (await Store().CountAsync("c1", default)).ShouldBe(1);
        (await Store().CountAsync("c2", default)).ShouldBe(0);
    }

    [Fact]
    public async Task Neither_name_nor_bytes_are_readable_in_the_database()
    {
        var words = Encoding.UTF8.GetBytes("số giấy tờ 079012345678");
        await Store().SaveAsync("c1", "a", File with { Content = words }, default);

        var row = (await test.Database.ReadAsync(session => session.FirstAsync<Row>("SELECT name, content FROM web_attachments", null, default), default))!;

        row.Name.ShouldNotContain("mật");
        row.Content.AsSpan().IndexOf(words).ShouldBe(-1);
    }

    [Fact]
    public async Task An_upload_reaches_the_inbox_with_what_is_needed_to_read_it()
    {
        var inbox = new IncomingMessages(test.Database, test.Cipher, time, new InboxSignal(time));

        await new WebBot(inbox, time).TakeAsync(
            new Activity
            {
                Id = "c1|0000001",
                Conversation = new("c1"),
                Text = "đường hỏng",
                Attachments = [new Attachment { ContentType = "image/png", ContentUrl = "attachment:a", Name = "đường.png" }, new Attachment { ContentType = "image/png", ContentUrl = "https://elsewhere.example/x.png" }],
            },
            default);

        var details = await test.Database.ReadAsync(session => session.FirstAsync<string>("SELECT details FROM inbox", null, default), default);
        IncomingDetailsJson.Read(test.Cipher.Reveal(details!))!.Files.ShouldBe(
            [new IncomingFile("image", ProviderId: "a", Name: "đường.png", ContentType: "image/png")]);
    }

    private WebAttachmentStore Store() => new(test.Database, test.Cipher, time);

    private sealed class Row
    {
        public string Name { get; init; } = "";

        public byte[] Content { get; init; } = [];
    }
}
