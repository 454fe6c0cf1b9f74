using Outreach.Channels.Facebook;
using Outreach.Inbox;
using Outreach.Tests.Support;

namespace Outreach.Tests.Channels.Facebook;

[Trait("Database", "Both")]
public sealed class MessengerWatermarksTests
{
    private static readonly DateTimeOffset Now = new ManualTime().GetUtcNow();

    [Fact]
    public async Task Everything_sent_to_a_person_until_then_and_without_a_receipt_is_found()
    {
        await using var database = await TestDatabase.CreateAsync();
        await new IncomingMessages(database.Database, database.Cipher, new ManualTime(), new InboxSignal(new ManualTime())).AcceptAsync(
            new("messenger", "default", "m_0", "5678", IncomingKind.Message, Now, "Chào"), CancellationToken.None);
        var conversation = await database.Database.ReadAsync(
            session => session.FirstAsync<Guid>("SELECT id FROM conversations", null, CancellationToken.None), CancellationToken.None);
        await AddAsync(database, "reply", Now.AddMinutes(-1), conversation: conversation);
        await AddAsync(database, "campaign", Now.AddMinutes(-2), person: "5678");
        await AddAsync(database, "noted a little later", Now.AddSeconds(4), person: "5678");
        await AddAsync(database, "later", Now.AddSeconds(10), person: "5678");
        await AddAsync(database, "delivered", Now.AddMinutes(-1), person: "5678", state: 3);
        await AddAsync(database, "somebody else's", Now.AddMinutes(-1), person: "999");
        await AddAsync(database, "of another channel", Now.AddMinutes(-1), person: "5678", channel: "zalo");

        var found = await new MessengerWatermarks(database.Database, database.Cipher).UndeliveredAsync("default", "5678", Now, CancellationToken.None);

        found.Order().ShouldBe(["campaign", "noted a little later", "reply"]);
    }

    private static Task<int> AddAsync(
        TestDatabase database, string mid, DateTimeOffset sentAt, string? person = null, Guid? conversation = null, int state = 2, string channel = "messenger") =>
        database.Database.WriteAsync(
            session => session.ExecuteAsync(
                """
                INSERT INTO outbox (id, conversation_id, step, lane, channel, account, address, lookup, state, due_at, attempts, provider_id, created_at, sent_at)
                VALUES (@id, @conversation, 0, 0, @channel, 'default', '', @lookup, @state, @sentAt, 1, @mid, @sentAt, @sentAt)
                """,
                new
                {
                    id = Guid.CreateVersion7(sentAt),
                    conversation,
                    channel,
                    lookup = person is null ? null : database.Cipher.Lookup(channel, person),
                    state,
                    mid,
                    sentAt,
                },
                CancellationToken.None),
            CancellationToken.None);
}
