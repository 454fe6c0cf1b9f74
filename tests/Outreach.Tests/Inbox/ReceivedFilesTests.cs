using Outreach.Delivery;
using Outreach.Inbox;

namespace Outreach.Tests.Inbox;

/// <summary>A citizen sends files and no words.</summary>
[Trait("Database", "Both")]
public sealed class ReceivedFilesTests : IAsyncLifetime
{
    private InboxStand stand = null!;

    public async Task InitializeAsync() => stand = await InboxStand.CreateAsync();

    public async Task DisposeAsync() => await stand.DisposeAsync();

    public static TheoryData<string, IncomingFile[], string> Names => new()
    {
        { "A picture", [new("image")], "Đã nhận ảnh của" },
        { "A picture sent as a document", [new("file", ContentType: "image/jpeg")], "Đã nhận ảnh của" },
        { "Two pictures", [new("image"), new("image")], "Đã nhận 2 ảnh của" },
        { "A picture and a document", [new("image"), new("file", ContentType: "application/pdf")], "Đã nhận 2 tệp của" },
        { "A voice message", [new("audio")], "Đã nhận tin nhắn thoại của" },
        { "A film", [new("video")], "Đã nhận video của" },
        { "A place", [new("location")], "Đã nhận vị trí của" },
        { "Somebody's number", [new("contact")], "Đã nhận danh thiếp của" },
        { "Something new", [new("hologram")], "Đã nhận tệp của" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task They_are_named_and_the_citizen_is_asked_what_they_are_about(string label, IncomingFile[] files, string words)
    {
        await SendAsync(null, files);

        var reply = (await stand.RepliesAsync()).ShouldHaveSingleItem(label);
        reply.ShouldStartWith(words);
        reply.ShouldContain("không đọc được");
        reply.ShouldContain("Bộ phận Một cửa");
        var row = (await stand.RowsAsync()).Single();
        SealedContent.Read(row.Content!, stand.Test.Cipher).Buttons!.ShouldHaveSingleItem().Title.ShouldBe("Gặp cán bộ");
    }

    [Fact]
    public async Task With_words_the_words_are_answered()
    {
        await SendAsync("đăng ký khai sinh cần giấy tờ gì", new IncomingFile("image"));

        (await stand.RepliesAsync()).ShouldHaveSingleItem().ShouldNotContain("Đã nhận ảnh");
    }

    [Fact]
    public async Task The_conversation_goes_on_where_it_was()
    {
        await stand.ReceiveAsync("đăng ký khai sinh cần giấy tờ gì");
        await SendAsync(null, new IncomingFile("image"));
        await stand.ReceiveAsync("lệ phí bao nhiêu?");
        await stand.HandleAsync();

        (await stand.RepliesAsync())[^1].ShouldContain("khai sinh", Case.Insensitive);
    }

    [Fact]
    public async Task In_the_middle_of_a_feedback_the_citizen_is_asked_to_describe_it()
    {
        await stand.ReceiveAsync("gửi phản ánh tại đây");
        await SendAsync(null, new IncomingFile("image"));

        (await stand.RepliesAsync())[^1].ShouldContain("tả bằng lời");
    }

    [Fact]
    public async Task A_sticker_is_no_file()
    {
        await SendAsync(null, new IncomingFile("sticker"));

        (await stand.RepliesAsync()).ShouldHaveSingleItem().ShouldNotContain("Đã nhận");
    }

    private async Task SendAsync(string? words, params IncomingFile[] files)
    {
        await stand.Door.AcceptAsync(
            new IncomingMessage("zalo", "default", "files-1", "u1", IncomingKind.Message, stand.Time.GetUtcNow(), words) { Details = new IncomingDetails(files) }, default);
        await stand.HandleAsync();
    }
}
