using Microsoft.Extensions.Options;
using Outreach.Channels.Manual;
using Outreach.Cluster;
using Outreach.Delivery;
using Outreach.People;
using Outreach.Storage;
using Outreach.Tests.Support;

namespace Outreach.Tests.Channels.Manual;

[Trait("Database", "Both")]
public sealed class ManualTasksTests : IAsyncLifetime
{
    private const string Place = "Loa tổ dân phố 4";

    private readonly ManualTime time = new();
    private TestDatabase test = null!;
    private Outbox outbox = null!;
    private Notices notices = null!;
    private ManualTasks tasks = null!;
    private ManualChannel channel = null!;

    public async Task InitializeAsync()
    {
        test = await TestDatabase.CreateAsync();
        var ids = new IdGenerator(time);
        outbox = new Outbox(test.Database, test.Cipher, new OutboxSignals(time), ids, Options.Create(new ClusterOptions { Node = "n" }), time);
        notices = TestNotices.On(test.Database, ids, outbox, time, [new FakeChannel("email")]);
        tasks = new ManualTasks(
            test.Database, test.Cipher, notices, new Receipts(test.Database, time), Options.Create(new ServiceOptions { PublicUrl = new("https://tin.example.gov.vn") }), time);
        channel = new ManualChannel(ManualFeature.Loudspeaker, tasks, new MediaStore(Path.Combine(test.Folder, "media")));
    }

    public async Task DisposeAsync() => await test.DisposeAsync();

    [Fact]
    public async Task Sending_makes_one_task_however_often_it_is_repeated()
    {
        var message = await PlannedAsync();

        (await channel.SendAsync(message, default)).ShouldBe(new SendOutcome.Accepted(message.Id.ToString()));
        (await channel.SendAsync(message, default)).ShouldBe(new SendOutcome.Accepted(message.Id.ToString()));

        var task = (await tasks.ListAsync(ManualState.Open, 10, default)).ShouldHaveSingleItem();
        (task.Id, task.Place, task.MediaId![^4..]).ShouldBe((message.Id, Place, ".txt"));
        (await notices.LatestAsync(default)).ShouldHaveSingleItem().Text.ShouldContain("https://tin.example.gov.vn/tasks/");
    }

    [Fact]
    public async Task Whoever_looks_after_the_place_is_told_by_mail_instead()
    {
        await new ContactStore(test.Database, test.Cipher, time).AddAsync([new NewContact("Trạm phát thanh", [new("loudspeaker", Place), new("email", "tram@example.gov.vn")])], null, default);

        await channel.SendAsync(await PlannedAsync(), default);

        (await notices.LatestAsync(default)).ShouldBeEmpty();
        (await MailsAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_confirmed_is_the_receipt_and_only_once()
    {
        var message = await PlannedAsync();
        await channel.SendAsync(message, default);

        (await tasks.EndAsync(message.Id, new(Done: true, "Anh Ba", "Đã phát 17 giờ"), default)).ShouldBeTrue();
        (await tasks.EndAsync(message.Id, new(Done: false, "Anh Ba", "nhầm"), default)).ShouldBeFalse();

        (await StateAsync(message.Id)).ShouldBe((long)MessageState.Delivered);
        (await tasks.FindAsync(message.Id, default))!.Evidence.ShouldBe("Đã phát 17 giờ");
    }

    [Fact]
    public async Task What_could_not_be_done_has_failed_with_its_reason()
    {
        var message = await PlannedAsync();
        await channel.SendAsync(message, default);

        await tasks.EndAsync(message.Id, new(Done: false, "Anh Ba", "Loa hỏng"), default);

        (await StateAsync(message.Id)).ShouldBe((long)MessageState.Failed);
    }

    [Fact]
    public async Task What_an_officer_puts_back_is_a_new_task_whose_report_counts()
    {
        var message = await PlannedAsync();
        await channel.SendAsync(message, default);
        await tasks.EndAsync(message.Id, new(Done: false, "Anh Ba", "Loa hỏng"), default);
        await test.Database.WriteAsync(session => session.ExecuteAsync("UPDATE outbox SET state = 1, round = 1 WHERE id = @Id", new { message.Id }, default), default);
        var again = message with { Round = 1 };

        (await channel.SendAsync(again, default)).ShouldBe(new SendOutcome.Accepted(again.RequestId.ToString()));
        var task = (await tasks.ListAsync(ManualState.Open, 10, default)).ShouldHaveSingleItem();
        (await tasks.EndAsync(task.Id, new(Done: true, "Anh Ba", "Đã phát 19 giờ"), default)).ShouldBeTrue();

        (await StateAsync(message.Id)).ShouldBe((long)MessageState.Delivered);
        (await tasks.FindAsync(message.Id, default))!.Evidence.ShouldBe("Loa hỏng", "the first is kept as it was");
    }

    [Fact]
    public async Task Its_link_opens_it_and_no_other_does()
    {
        var message = await PlannedAsync();
        await channel.SendAsync(message, default);
        var token = tasks.LinkTo(message.Id)[ManualTasks.Path.Length..];

        (await tasks.FindAsync(token, default))!.Id.ShouldBe(message.Id);
        (await tasks.FindAsync((token[0] == 'A' ? 'B' : 'A') + token[1..], default)).ShouldBeNull();
        (await tasks.FindAsync("", default)).ShouldBeNull();
    }

    /// <summary>As the dispatcher gives it: its row is in the outbox and being sent.</summary>
    private async Task<OutgoingMessage> PlannedAsync()
    {
        var content = new MessageContent("Kính mời bà con nộp hồ sơ trực tuyến.") { Subject = "Nộp hồ sơ" };
        var id = await test.Database.WriteAsync(session => outbox.AddAsync(session, new SingleMessage(ManualFeature.Loudspeaker, "default", Place, content), default), default);
        await test.Database.WriteAsync(session => session.ExecuteAsync("UPDATE outbox SET state = 1 WHERE id = @id", new { id }, default), default);
        return new OutgoingMessage(id, "default", Place, content);
    }

    private Task<long> StateAsync(Guid id) =>
        test.Database.ReadAsync(session => session.FirstAsync<long>("SELECT state FROM outbox WHERE id = @id", new { id }, default), default);

    private Task<long> MailsAsync() =>
        test.Database.ReadAsync(session => session.FirstAsync<long>("SELECT count(*) FROM outbox WHERE channel = 'email'", null, default), default);
}
