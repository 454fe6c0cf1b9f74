using Outreach.Content;
using Outreach.Delivery;
using Outreach.Tests.Support;

namespace Outreach.Tests.Delivery;

/// <summary>What has been said or done since a message was planned holds for it.</summary>
[Trait("Database", "Both")]
public sealed class ClaimRefusalTests : IAsyncLifetime
{
    private OutboxStand stand = null!;

    public async Task InitializeAsync() => stand = await OutboxStand.CreateAsync(SampleRules.NeedsConsent);

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Fact]
    public async Task Nothing_of_a_paused_or_closed_campaign_is_claimed_and_of_a_resumed_one_everything()
    {
        var queue = await stand.OpenAsync();
        await stand.AddManyAsync(2, queue: queue);

        await WriteAsync(async session => (await stand.Queues.PauseAsync(session, queue.Id, "Sai chữ.", default)).ShouldBeTrue());
        await WriteAsync(async session => (await stand.Queues.PauseAsync(session, queue.Id, "Lần hai.", default)).ShouldBeFalse());
        (await stand.ClaimAsync(1, queue: queue)).ShouldBeEmpty();
        (await stand.Queues.FindAsync(queue.Id, default))!.PauseReason.ShouldBe("Sai chữ.");

        await WriteAsync(session => BulkQueues.ResumeAsync(session, queue.Id, default));
        (await stand.ClaimAsync(1, queue: queue)).ShouldHaveSingleItem();

        await WriteAsync(session => stand.Queues.CloseAsync(session, queue.Id, default));
        (await stand.ClaimAsync(1, queue: queue)).ShouldBeEmpty();
    }

    public static TheoryData<string, string, string> Refusals => new()
    {
        { "consent withdrawn", "UPDATE contacts SET consented = FALSE WHERE id = @contact", SuppressionReason.NoConsent },
        { "address closed", "UPDATE contact_addresses SET state = 1 WHERE contact_id = @contact", SuppressionReason.OptedOut },
        { "address found not to exist", "UPDATE contact_addresses SET state = 2 WHERE contact_id = @contact", SuppressionReason.NoAddress },
        {
            "put on the do-not-contact list",
            "INSERT INTO do_not_contact (id, channel, lookup, source, added_at) VALUES (@contact, 'zalo', @lookup, 'complaint', 0)",
            SuppressionReason.DoNotContact
        },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_was_refused_after_planning_is_passed_over_and_never_given_to_the_channel(string label, string change, string reason)
    {
        var contact = await stand.CitizenAsync("zalo");
        var refused = await stand.AddAsync(contact: contact, dueIn: -1);
        var other = await stand.AddAsync();
        await stand.ExecuteAsync(change, new { contact, lookup = stand.LookupOf(contact) });

        (await stand.ClaimAsync(10)).Select(message => message.Id).ShouldBe([other], label);

        var row = await stand.RowAsync(refused);
        (row.State, row.Reason, row.Attempts).ShouldBe((MessageState.Suppressed, reason, 0), label);
    }

    [Theory]
    [InlineData(MessageClass.Guidance, SuppressionReason.NoConsent)]
    [InlineData(MessageClass.Care, SuppressionReason.NoAddress)]
    [InlineData(MessageClass.Emergency, SuppressionReason.NoAddress)]
    public async Task Whoever_was_deleted_after_planning_is_written_to_no_more_whatever_the_class(MessageClass kind, string reason)
    {
        var queue = await stand.OpenAsync(kind: kind);
        var contact = await stand.CitizenAsync("zalo");
        var id = await stand.AddAsync(contact: contact, queue: queue);
        await stand.ExecuteAsync("DELETE FROM contact_addresses WHERE contact_id = @contact", new { contact });
        await stand.ExecuteAsync("DELETE FROM contacts WHERE id = @contact", new { contact });

        (await stand.ClaimAsync(queue: queue)).ShouldBeEmpty();

        var row = await stand.RowAsync(id);
        (row.State, row.Reason).ShouldBe((MessageState.Suppressed, reason));
    }

    [Fact]
    public async Task What_expired_while_it_waited_does_not_leave_any_more()
    {
        var late = await stand.AddAsync(expiresIn: 60);
        var valid = await stand.AddAsync(expiresIn: 61);
        stand.Time.Advance(TimeSpan.FromSeconds(60));

        (await stand.ClaimAsync(10)).Select(message => message.Id).ShouldBe([valid]);

        var row = await stand.RowAsync(late);
        (row.State, row.Reason).ShouldBe((MessageState.Suppressed, SuppressionReason.Expired));
    }

    [Fact]
    public async Task A_page_on_which_nobody_may_be_written_to_does_not_end_the_campaign()
    {
        await stand.AddManyAsync(5);
        await stand.ExecuteAsync("UPDATE contacts SET consented = FALSE");
        var last = await stand.AddAsync(dueIn: 0);
        var queue = await stand.UsualAsync();

        var first = await stand.Claims.ClaimBulkAsync("zalo", queue, 5, default);
        (first.Messages.Count, first.Exhausted).ShouldBe((0, false));

        var second = await stand.Claims.ClaimBulkAsync("zalo", queue, 5, default);
        (second.Messages.Single().Id, second.Exhausted).ShouldBe((last, true));
    }

    [Fact]
    public async Task An_emergency_asks_neither_consent_nor_lists_nor_refusals()
    {
        var queue = await stand.OpenAsync(kind: MessageClass.Emergency);
        var contact = await stand.CitizenAsync("zalo");
        var id = await stand.AddAsync(queue: queue, contact: contact);
        await stand.ExecuteAsync("UPDATE contacts SET consented = FALSE");
        await stand.ExecuteAsync("UPDATE contact_addresses SET state = 1");
        await stand.ExecuteAsync("INSERT INTO do_not_contact (id, channel, lookup, source, added_at) VALUES (@contact, 'zalo', @lookup, 'complaint', 0)", new { contact, lookup = stand.LookupOf(contact) });

        (await stand.ClaimOneAsync(queue: queue)).Id.ShouldBe(id);
    }

    private Task WriteAsync(Func<Outreach.Storage.DbSession, Task> work) => stand.Test.Database.WriteAsync(work, default);
}
