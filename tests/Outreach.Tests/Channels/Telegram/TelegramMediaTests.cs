using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Outreach.Channels.Telegram;
using Outreach.Delivery;
using Outreach.Tests.Support;

namespace Outreach.Tests.Channels.Telegram;

/// <summary>Pictures, albums and documents: bytes once, their file_id afterwards.</summary>
[Trait("Database", "Both")]
public sealed class TelegramMediaTests : IAsyncLifetime
{
    private const string Bot = "/bot123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11";
    private const string Photo = Bot + "/sendPhoto";
    private const string Document = Bot + "/sendDocument";
    private const string Album = Bot + "/sendMediaGroup";
    private const string Address = "1111111";

    private const string SentPhoto =
        """{"ok":true,"result":{"message_id":1367,"date":1735689600,"photo":[{"file_id":"small"},{"file_id":"large"}]}}""";

    private const string SentDocument =
        """{"ok":true,"result":{"message_id":1368,"date":1735689600,"document":{"file_id":"BQAC1","file_name":"Mẫu đơn.pdf"}}}""";

    private const string SentAlbum =
        """{"ok":true,"result":[{"message_id":7,"date":1,"photo":[{"file_id":"a"}]},{"message_id":8,"date":1,"photo":[{"file_id":"b-small"},{"file_id":"b"}]}]}""";

    private const string UnknownFile = """{"ok":false,"error_code":400,"description":"Bad Request: wrong file identifier/HTTP URL specified"}""";

    private FakeProvider provider = null!;
    private ChannelStand stand = null!;

    public async Task InitializeAsync()
    {
        provider = await FakeProvider.StartAsync();
        stand = await ChannelStand.CreateAsync(services => services.AddTelegram(), TelegramChannelTests.Settings(provider.Url));
    }

    public async Task DisposeAsync()
    {
        await stand.DisposeAsync();
        await provider.DisposeAsync();
    }

    [Fact]
    public async Task A_picture_is_uploaded_with_the_first_message_and_named_in_the_others()
    {
        var picture = await PictureAsync();
        foreach (var _ in Enumerable.Range(0, 8))
            provider.Answers(Photo, SentPhoto);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => stand.SendAsync(Address, new("chú thích", picture, [new("Tra cứu")]))));

        outcomes.ShouldAllBe(outcome => outcome is SendOutcome.Accepted);
        var upload = provider.Received.Single(request => request.Headers["Content-Type"].StartsWith("multipart/form-data", StringComparison.Ordinal));
        upload.Body.ShouldContain("name=\"photo\"; filename=\"picture.png\"");
        upload.Body.ShouldContain("\"one_time_keyboard\":true");
        var named = JsonNode.Parse(provider.Received[^1].Body)!;
        BotApi.Faults("sendPhoto", named.AsObject()).ShouldBeEmpty();
        named["photo"]!.GetValue<string>().ShouldBe("large");
        named["caption"]!.GetValue<string>().ShouldBe("chú thích");
    }

    [Fact]
    public async Task A_picture_that_Telegram_does_not_know_is_uploaded_again_once()
    {
        var picture = await PictureAsync();
        await stand.References.SaveAsync("telegram", "default", picture.MediaId, "old", TimeSpan.FromDays(7), CancellationToken.None);
        provider.Answers(Photo, UnknownFile, 400);
        provider.Answers(Photo, SentPhoto);

        (await stand.SendAsync(Address, new("chú thích", picture))).ShouldBe(new SendOutcome.Accepted("1367"));
        (await stand.References.FindAsync("telegram", "default", picture.MediaId, CancellationToken.None)).ShouldBe("large");
    }

    [Fact]
    public async Task A_lost_answer_to_an_upload_is_unconfirmed_because_it_was_the_message()
    {
        provider.BreaksOffAt(Photo);

        (await stand.SendAsync(Address, new("chú thích", await PictureAsync()))).ShouldBeOfType<SendOutcome.Unconfirmed>();
    }

    [Fact]
    public async Task A_caption_longer_than_the_limit_is_refused_before_it_leaves() =>
        (await stand.SendAsync(Address, new(new string('x', 1025), await PictureAsync()))).ShouldBeOfType<SendOutcome.Rejected>().Code.ShouldBe("too_long");

    [Fact]
    public async Task An_album_is_uploaded_whole_and_afterwards_named_with_its_caption_and_choices_on_the_first()
    {
        var content = new MessageContent("Lịch tiêm <b>", await PictureAsync(1), [new("Đăng ký"), new("Cổng", new Uri("https://a.vn/"))])
        {
            Album = [await PictureAsync(2)],
            Spans = [new(0, 4, TextStyle.Bold)],
        };
        provider.Answers(Album, SentAlbum);
        provider.Answers(Album, SentAlbum);

        (await stand.SendAsync(Address, content)).ShouldBe(new SendOutcome.Accepted("7"));
        (await stand.SendAsync("2222222", content)).ShouldBe(new SendOutcome.Accepted("7"));

        var upload = await FormAsync(provider.Received[0]);
        upload.Files.Select(file => file.Name).ShouldBe(["p0", "p1"]);
        var items = JsonNode.Parse(upload["media"].ToString())!.AsArray();
        JsonNode.DeepEquals(items, JsonNode.Parse("""
            [{"type":"photo","media":"attach://p0","caption":"Lịch tiêm <b>\n- Đăng ký\nCổng: https://a.vn/","caption_entities":[{"type":"bold","offset":0,"length":4}]},
             {"type":"photo","media":"attach://p1"}]
            """)).ShouldBeTrue(items.ToJsonString());
        upload.ContainsKey("reply_markup").ShouldBeFalse("an album has none");

        var named = JsonNode.Parse(provider.Received[1].Body)!.AsObject();
        BotApi.Faults("sendMediaGroup", named).ShouldBeEmpty();
        named["media"]!.AsArray().Select(item => item!["media"]!.ToString()).ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task Only_what_Telegram_does_not_have_yet_is_uploaded()
    {
        var (old, fresh) = (await PictureAsync(1), await PictureAsync(2));
        await stand.References.SaveAsync("telegram", "default", old.MediaId, "a", TimeSpan.FromDays(7), default);
        provider.Answers(Album, SentAlbum);

        await stand.SendAsync(Address, new("Lịch", old) { Album = [fresh] });

        var upload = await FormAsync(provider.Received.Single());
        upload.Files.Select(file => file.Name).ShouldBe(["p1"]);
        upload["media"].ToString().ShouldContain("\"media\":\"a\"");
    }

    [Fact]
    public async Task An_album_with_a_file_that_Telegram_has_lost_is_uploaded_again_once()
    {
        var (old, fresh) = (await PictureAsync(1), await PictureAsync(2));
        await stand.References.SaveAsync("telegram", "default", old.MediaId, "stale", TimeSpan.FromDays(7), default);
        provider.Answers(Album, UnknownFile, 400);
        provider.Answers(Album, SentAlbum);

        (await stand.SendAsync(Address, new("Lịch", old) { Album = [fresh] })).ShouldBe(new SendOutcome.Accepted("7"));
        (await FormAsync(provider.Received[1])).Files.Count.ShouldBe(2);
        (await stand.References.FindAsync("telegram", "default", old.MediaId, default)).ShouldBe("a");
    }

    [Fact]
    public async Task A_document_goes_out_under_its_Vietnamese_name_and_is_named_afterwards()
    {
        var content = new MessageContent("Mẫu tờ khai") { File = new(await StoreAsync(9, "pdf"), "Mẫu \"đơn\".pdf", "application/pdf") };
        provider.Answers(Document, SentDocument);
        provider.Answers(Document, SentDocument);

        (await stand.SendAsync(Address, content)).ShouldBe(new SendOutcome.Accepted("1368"));
        (await stand.SendAsync(Address, content)).ShouldBe(new SendOutcome.Accepted("1368"));

        provider.Received[0].Body.ShouldContain("name=\"document\"; filename=\"Mẫu %22đơn%22.pdf\"");
        var named = JsonNode.Parse(provider.Received[1].Body)!.AsObject();
        BotApi.Faults("sendDocument", named).ShouldBeEmpty();
        named["document"]!.ToString().ShouldBe("BQAC1");
    }

    [Fact]
    public async Task Beside_a_document_a_picture_is_sent_as_one()
    {
        var content = new MessageContent("Mẫu tờ khai", await PictureAsync()) { File = new(await StoreAsync(9, "pdf"), "don.pdf", "application/pdf") };
        provider.Answers(Album, """{"ok":true,"result":[{"message_id":7,"date":1,"document":{"file_id":"d1"}},{"message_id":8,"date":1,"document":{"file_id":"d2"}}]}""");

        (await stand.SendAsync(Address, content)).ShouldBe(new SendOutcome.Accepted("7"));

        (await FormAsync(provider.Received.Single()))["media"].ToString().ShouldNotContain("photo");
        (await stand.References.FindAsync("telegram", "default", content.Image!.MediaId, default)).ShouldBeNull("a document's id cannot be used for a photo");
    }

    [Fact]
    public async Task Eleven_pictures_are_refused_before_they_leave()
    {
        var content = new MessageContent("Lịch", await PictureAsync()) { Album = [.. Enumerable.Repeat(await PictureAsync(), 10)] };

        (await stand.SendAsync(Address, content)).ShouldBeOfType<SendOutcome.Rejected>().Code.ShouldBe("too_many_pictures");
    }

    [Fact]
    public async Task A_documents_caption_is_as_short_as_a_pictures()
    {
        var content = new MessageContent(new string('x', 1025)) { File = new(await StoreAsync(9, "pdf"), "don.pdf", "application/pdf") };

        (await stand.SendAsync(Address, content)).ShouldBeOfType<SendOutcome.Rejected>().Code.ShouldBe("too_long");
    }

    [Fact]
    public async Task What_is_not_in_the_media_store_is_refused_before_it_leaves()
    {
        var content = new MessageContent("Lịch", new MessageImage(new string('a', 64) + ".png", ""));

        (await stand.SendAsync(Address, content)).ShouldBeOfType<SendOutcome.Rejected>().Code.ShouldBe("no_picture");
    }

    private async Task<MessageImage> PictureAsync(byte number = 0) => new(await StoreAsync(number, "png"), "Lịch tiêm chủng");

    private Task<string> StoreAsync(byte number, string ending) =>
        stand.Media.SaveAsync(new byte[] { 0x89, 0x50, 0x4E, 0x47, number }, ending, CancellationToken.None);

    /// <summary>A multipart body, read as a server reads it.</summary>
    private static Task<IFormCollection> FormAsync(ReceivedRequest request)
    {
        var context = new DefaultHttpContext();
        context.Request.ContentType = request.Headers["Content-Type"];
        context.Request.Body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(request.Body));
        return context.Request.ReadFormAsync();
    }
}
