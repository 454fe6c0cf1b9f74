using Outreach.Delivery;
using Outreach.Tests.Support;

namespace Outreach.Tests.Delivery;

[Trait("Database", "Both")]
public sealed class SealedContentTests : IAsyncLifetime
{
    private const string Words = "Hồ sơ ly hôn của chị đã có kết quả";

    private OutboxStand stand = null!;

    public async Task InitializeAsync() => stand = await OutboxStand.CreateAsync();

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Fact]
    public async Task What_is_said_to_one_person_cannot_be_read_in_the_database()
    {
        await stand.ReplyAsync(Words);
        await WriteAsync(session => stand.Outbox.AddAsync(session, new SingleMessage("zalo", "default", "u1", Everything()), default));
        await WriteAsync(session => stand.Outbox.AddGivenReplyAsync(session, stand.NewId(), "webhook", "default", "u1", Everything(), "given:1", default));

        var stored = await stand.Test.Database.ReadAsync(session => session.QueryAsync<string>("SELECT content FROM outbox ORDER BY id", null, default), default);

        stored.Count.ShouldBe(3);
        stored.ShouldAllBe(content => content.StartsWith("v1:", StringComparison.Ordinal));
        foreach (var word in (string[])["Hồ sơ", "dichvucong", "Nộp", "text"])
            stored.ShouldAllBe(content => !content.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Everything_of_it_comes_back_as_it_was()
    {
        await WriteAsync(session => stand.Outbox.AddGivenReplyAsync(session, stand.NewId(), "webhook", "default", "u1", Everything(), "given:1", default));

        var given = await stand.Test.Database.ReadAsync(session => stand.Outbox.GivenRepliesAsync(session, "webhook", "given:1", default), default);

        MessageContentJson.Write(given.ShouldHaveSingleItem()).ShouldBe(MessageContentJson.Write(Everything()));
    }

    [Fact]
    public void The_same_words_never_look_the_same()
    {
        var content = new MessageContent(Words);

        SealedContent.Write(content, stand.Test.Cipher).ShouldNotBe(SealedContent.Write(content, stand.Test.Cipher));
    }

    [Fact]
    public async Task What_an_earlier_version_wrote_in_the_clear_is_sent_beside_what_is_encrypted()
    {
        var earlier = await stand.ReplyAsync("cũ");
        await stand.ExecuteAsync("UPDATE outbox SET content = @content WHERE id = @earlier", new { earlier, content = MessageContentJson.Write(new MessageContent("cũ")) });
        await stand.ReplyAsync("mới");
        var zalo = new FakeChannel();

        await using (var running = await RunningDispatcher.StartAsync(stand, zalo))
            await running.UntilAsync(MessageState.Sent, 2);

        zalo.Given.Select(message => message.Content.Text).ShouldBe(["cũ", "mới"], ignoreOrder: true);
    }

    private static MessageContent Everything() =>
        new(Words, Buttons: [new MessageButton("Nộp lại", new Uri("https://dichvucong.gov.vn/ho-so"))]) { Subject = "Hồ sơ", Spans = [new TextSpan(0, 5, TextStyle.Bold)] };

    private Task WriteAsync(Func<Outreach.Storage.DbSession, Task> work) => stand.Test.Database.WriteAsync(work, default);
}
