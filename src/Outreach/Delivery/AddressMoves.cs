using Outreach.People;
using Outreach.Storage;

namespace Outreach.Delivery;

/// <summary>
/// Follows a recipient to another address of the same channel, in the unit of work that learns of it: the contact's address, the
/// refusals that bear it, the conversation, and what still waits to be sent. Doing it again changes nothing. The consent
/// ledger stays as it was said.
/// </summary>
public sealed class AddressMoves(FieldCipher cipher)
{
    /// <summary>The same, where a provider said so in answer to a message; that message goes along whoever it was for.</summary>
    public async Task FollowAsync(DbSession session, string channel, ClaimedMessage message, string to, CancellationToken ct)
    {
        await FollowAsync(session, channel, message.Account, cipher.Reveal(message.Address), to, ct);
        await session.ExecuteAsync(
            "UPDATE outbox SET address = @address, lookup = CASE WHEN lookup IS NULL THEN NULL ELSE @lookup END WHERE id = @Id AND state = 0",
            new { message.Id, address = cipher.Protect(to), lookup = cipher.Lookup(channel, to) },
            ct);
    }

    /// <param name="from">In the provider's terms, as is <paramref name="to"/>.</param>
    public async Task FollowAsync(DbSession session, string channel, string account, string from, string to, CancellationToken ct)
    {
        var move = new Move(channel, account, cipher.Lookup(channel, from), cipher.Lookup(channel, to), cipher.Protect(to));
        if (move.Before == move.After)
            return;
        await AddressAsync(session, move, ct);
        await RefusalAsync(session, move, ct);
        await ConversationAsync(session, move, ct);
        await WaitingAsync(session, move, ct);
    }

    /// <summary>Where the new address is known already, the old one ends, and what its owner had closed stays closed.</summary>
    private static async Task AddressAsync(DbSession session, Move move, CancellationToken ct)
    {
        await session.ExecuteAsync(
            """
            UPDATE contact_addresses SET value = @Value, lookup = @After
            WHERE channel = @Channel AND lookup = @Before
                AND NOT EXISTS (SELECT 1 FROM contact_addresses known WHERE known.channel = @Channel AND known.lookup = @After)
            """,
            move,
            ct);
        await session.ExecuteAsync(
            """
            UPDATE contact_addresses SET state = @state
            WHERE channel = @Channel AND lookup = @After
                AND EXISTS (SELECT 1 FROM contact_addresses old WHERE old.channel = @Channel AND old.lookup = @Before AND old.state = @state)
            """,
            new { move.Channel, move.Before, move.After, state = (int)AddressState.OptedOut },
            ct);
        await session.ExecuteAsync(
            "UPDATE contact_addresses SET state = @state WHERE channel = @Channel AND lookup = @Before",
            new { move.Channel, move.Before, state = (int)AddressState.Invalid },
            ct);
    }

    private static Task<int> RefusalAsync(DbSession session, Move move, CancellationToken ct) =>
        session.ExecuteAsync(
            """
            UPDATE do_not_contact SET lookup = @After
            WHERE channel = @Channel AND lookup = @Before
                AND NOT EXISTS (SELECT 1 FROM do_not_contact known WHERE known.channel = @Channel AND known.lookup = @After)
            """,
            move,
            ct);

    /// <summary>An old one that holds nothing but news of the move, which came a second time, goes.</summary>
    private static async Task ConversationAsync(DbSession session, Move move, CancellationToken ct)
    {
        await session.ExecuteAsync(
            """
            UPDATE conversations SET peer = @Value, peer_lookup = @After
            WHERE channel = @Channel AND account = @Account AND peer_lookup = @Before
                AND NOT EXISTS (SELECT 1 FROM conversations known WHERE known.channel = @Channel AND known.account = @Account AND known.peer_lookup = @After)
            """,
            move,
            ct);
        if (await FindAsync(session, move, move.Before, ct) is not { } old || await FindAsync(session, move, move.After, ct) is not { } now)
            return;

        await session.ExecuteAsync("UPDATE outbox SET conversation_id = @now WHERE conversation_id = @old AND state IN (0, 1)", new { now, old }, ct);
        if (await session.FirstAsync<bool>("SELECT EXISTS (SELECT 1 FROM inbox WHERE conversation_id = @old AND kind <> 8)", new { old }, ct))
            return;
        await session.ExecuteAsync("UPDATE inbox SET conversation_id = @now WHERE conversation_id = @old", new { now, old }, ct);
        await session.ExecuteAsync("DELETE FROM conversations WHERE id = @old", new { old }, ct);
    }

    /// <summary>Replies by their conversation, a campaign's rows by their contact: both have an index, the old address has none.</summary>
    private static async Task WaitingAsync(DbSession session, Move move, CancellationToken ct)
    {
        if (await FindAsync(session, move, move.After, ct) is { } conversation)
        {
            await session.ExecuteAsync(
                "UPDATE outbox SET address = @Value WHERE conversation_id = @conversation AND state IN (0, 1)", new { move.Value, conversation }, ct);
        }

        await session.ExecuteAsync(
            """
            UPDATE outbox SET address = @Value, lookup = @After
            WHERE campaign_id IN (SELECT id FROM bulk_queues WHERE closed_at IS NULL)
                AND contact_id = (SELECT contact_id FROM contact_addresses WHERE channel = @Channel AND lookup = @After)
                AND channel = @Channel AND lookup = @Before AND state IN (0, 1, 5)
            """,
            move,
            ct);
    }

    private static Task<Guid?> FindAsync(DbSession session, Move move, string lookup, CancellationToken ct) =>
        session.FirstAsync<Guid?>(
            "SELECT id FROM conversations WHERE channel = @Channel AND account = @Account AND peer_lookup = @lookup",
            new { move.Channel, move.Account, lookup },
            ct);

    /// <param name="Before">Keyed hash of the old address.</param>
    /// <param name="After">Keyed hash of the new one.</param>
    /// <param name="Value">The new one, encrypted.</param>
    private sealed record Move(string Channel, string Account, string Before, string After, string Value);
}
