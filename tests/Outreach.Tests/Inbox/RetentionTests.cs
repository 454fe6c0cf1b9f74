using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Outreach.BotFramework.Activities;
using Outreach.BotFramework.Connector;
using Outreach.BotFramework.DirectLine;
using Outreach.Channels.BotFramework;
using Outreach.Channels.Web;
using Outreach.Inbox.Handoffs;
using Outreach.Inbox.Retention;
using Outreach.People;

namespace Outreach.Tests.Inbox;

/// <summary>What citizens write and send goes when its time is over, and nothing else does.</summary>
[Trait("Database", "Both")]
public sealed class RetentionTests : IAsyncLifetime
{
    private static readonly string[] Remains = ["inbox", "outbox", "conversations", "web_attachments", "web_activities", "web_conversations", "bot_conversations", "handoffs"];

    private InboxStand stand = null!;

    public async Task InitializeAsync() => stand = await InboxStand.CreateAsync();

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Fact]
    public async Task A_conversation_goes_with_all_that_was_said_when_nothing_was_said_in_it_for_long()
    {
        await AskAsync("u1", "zalo");
        await UploadAsync("w1");
        await RememberBotAsync("msteams|c1");
        await SweepAfterAsync(TimeSpan.FromDays(181));

        foreach (var table in Remains)
            (await stand.Test.CountAsync(table)).ShouldBe(0, table);
    }

    [Fact]
    public async Task Before_its_time_nothing_goes_but_uploads()
    {
        await AskAsync("u1", "zalo");
        await UploadAsync("w1");
        await RememberBotAsync("msteams|c1");
        await SweepAfterAsync(TimeSpan.FromDays(29));
        (await stand.Test.CountAsync("web_attachments")).ShouldBe(1);

        await SweepAfterAsync(TimeSpan.FromDays(100));

        (await stand.Test.CountAsync("web_attachments")).ShouldBe(0);
        foreach (var (table, rows) in new[] { ("inbox", 1), ("outbox", 1), ("conversations", 1), ("web_activities", 1), ("web_conversations", 1), ("bot_conversations", 1) })
            (await stand.Test.CountAsync(table)).ShouldBe(rows, table);
    }

    [Fact]
    public async Task A_conversation_that_goes_on_loses_only_what_is_old()
    {
        await AskAsync("u1", "zalo");
        stand.Time.Advance(TimeSpan.FromDays(170));
        await AskAsync("u1", "zalo");

        await SweepAfterAsync(TimeSpan.FromDays(20));

        (await stand.Test.CountAsync("inbox")).ShouldBe(1);
        (await stand.Test.CountAsync("outbox")).ShouldBe(1);
        (await stand.Test.CountAsync("conversations")).ShouldBe(1);
    }

    [Fact]
    public async Task What_a_person_has_or_is_to_have_stays_until_it_is_ended()
    {
        await stand.ReceiveAsync("cho tôi gặp cán bộ", "w1", "web");
        await AskAsync("u2", "web");
        await UploadAsync("w1");
        await UploadAsync("u2");
        await SweepAfterAsync(TimeSpan.FromDays(200));

        (await stand.ValueAsync<string>("SELECT conversation_id FROM web_attachments")).ShouldBe("w1");
        (await stand.ValueAsync<string>("SELECT id FROM web_conversations")).ShouldBe("w1");
        (await stand.Test.CountAsync("conversations")).ShouldBe(1);
        (await stand.Test.CountAsync("inbox")).ShouldBe(1);

        var open = (await stand.Handoffs.ListAsync(openOnly: true, default)).Single();
        await stand.Handoffs.MoveAsync(open.Id, HandoffState.Completed, default);
        await SweepAfterAsync(TimeSpan.Zero);

        foreach (var table in Remains)
            (await stand.Test.CountAsync(table)).ShouldBe(0, table);
    }

    [Fact]
    public async Task A_handoff_that_nobody_ended_for_a_year_holds_nothing()
    {
        await stand.ReceiveAsync("cho tôi gặp cán bộ");
        await stand.HandleAsync();

        await SweepAfterAsync(TimeSpan.FromDays(366));

        (await stand.Test.CountAsync("conversations")).ShouldBe(0);
        (await stand.Test.CountAsync("handoffs")).ShouldBe(0);
    }

    [Fact]
    public async Task Consents_stay_and_who_agreed_can_still_be_written_to()
    {
        await stand.Contacts.AddAsync([new NewContact("Bà Tư", [new("botframework", "msteams|c1")], Consent: new NewConsent(true, "Đồng ý", "form", "proof"))], null, default);
        await RememberBotAsync("msteams|c1");
        await RememberBotAsync("msteams|c2");
        var consents = await stand.Test.CountAsync("consents");

        await SweepAfterAsync(TimeSpan.FromDays(2000));

        (await stand.Test.CountAsync("consents")).ShouldBe(consents);
        (await stand.Test.CountAsync("contacts")).ShouldBe(1);
        (await stand.ValueAsync<string>("SELECT lookup FROM bot_conversations")).ShouldBe(stand.Test.Cipher.Lookup("botframework", "msteams|c1"));
    }

    [Fact]
    public async Task A_great_many_go_in_one_run()
    {
        for (var i = 0; i < 230; i++)
            await stand.ReceiveAsync("?", $"u{i}");
        await stand.ExecuteAsync("UPDATE inbox SET state = 1");

        await SweepAfterAsync(TimeSpan.FromDays(181));

        (await stand.Test.CountAsync("inbox")).ShouldBe(0);
        (await stand.Test.CountAsync("conversations")).ShouldBe(0);
    }

    [Fact]
    public async Task What_waits_is_never_lost()
    {
        await stand.ReceiveAsync("đăng ký khai sinh cần giấy tờ gì");

        await SweepAsync();
        stand.Time.Advance(TimeSpan.FromDays(181));
        await SweepAsync();

        (await stand.Test.CountAsync("inbox")).ShouldBe(1);
        (await stand.Test.CountAsync("conversations")).ShouldBe(1);
    }

    private async Task AskAsync(string sender, string channel)
    {
        await stand.ReceiveAsync("đăng ký khai sinh cần giấy tờ gì", sender, channel);
        await stand.HandleAsync();
        await stand.ExecuteAsync("UPDATE outbox SET state = 2 WHERE state = 0");
    }

    private async Task UploadAsync(string conversation)
    {
        var log = new WebConversationLog(stand.Test.Database, stand.Test.Cipher, stand.Time);
        await log.StartAsync(conversation, default);
        await log.AppendAsync(conversation, new Activity { Text = "ảnh" }, null, default);
        await new WebAttachmentStore(stand.Test.Database, stand.Test.Cipher, stand.Time)
            .SaveAsync(conversation, "a1", new UploadedFile("đơn.pdf", "application/pdf", [1, 2, 3]), default);
    }

    private Task RememberBotAsync(string address)
    {
        var (channel, conversation) = (address.Split('|')[0], address.Split('|')[1]);
        var reference = new ConversationReference(new Uri("https://smba.example.com/"), channel, new ConversationAccount(conversation));
        return stand.Test.Database.WriteAsync(
            session => new BotConversations(stand.Test.Database, stand.Test.Cipher, stand.Time).SaveAsync(session, reference, default), default);
    }

    private async Task SweepAfterAsync(TimeSpan later)
    {
        await stand.HandleAsync();
        await stand.ExecuteAsync("UPDATE outbox SET state = 2 WHERE state = 0");
        stand.Time.Advance(later);
        await SweepAsync();
    }

    private async Task SweepAsync()
    {
        var (database, cipher) = (stand.Test.Database, stand.Test.Cipher);
        IRetained[] retained =
        [
            new OldMessages(database), new OldConversations(database), new OldUploads(database, cipher), new OldWebChats(database, cipher),
            new OldBotConversations(database),
        ];
        using var sweep = new RetentionSweep(retained, Options.Create(new RetentionOptions()), stand.Time, NullLogger<RetentionSweep>.Instance);
        await sweep.RunAsync(default);
    }
}
