using System.Diagnostics.CodeAnalysis;
using Outreach.Storage;

namespace Outreach.People;

/// <summary>
/// Citizens, how they are reached, and what they agreed to. Names and addresses are sealed on the way in; an address is found
/// by its keyed hash (<see cref="FieldCipher.Lookup"/>).
/// </summary>
public sealed class ContactStore(Database database, FieldCipher cipher, TimeProvider time)
{
    /// <summary>Marks what a stranger's own refusal put on the do-not-contact list, and their own consent takes off again.</summary>
    private const string OwnRefusal = "opt-out: ";

    private readonly IdGenerator ids = new(time);

    /// <summary>
    /// Adds contacts, all or none, and makes them members of a list, which is created if missing. An entry that shares an
    /// address with a known contact is merged: it brings new addresses, a missing unit and a change of consent, but not a new
    /// name. One unit of work whatever the number, so other writes wait: 13 s for 100,000, debug build, two cores at load 13.
    /// </summary>
    /// <param name="listName">Null for no list.</param>
    public Task<AddedContacts> AddAsync(IReadOnlyList<NewContact> contacts, string? listName, CancellationToken ct) =>
        AddAsync(contacts, listName, dryRun: false, ct);

    /// <param name="dryRun">Does the same and takes it back: what is counted is what would happen.</param>
    public Task<AddedContacts> AddAsync(IReadOnlyList<NewContact> contacts, string? listName, bool dryRun, CancellationToken ct)
    {
        var batch = contacts.Select(contact => SealedContact.Seal(contact, cipher)).ToList();
        return database.WriteAsync(
            async session =>
            {
                if (!dryRun)
                    return await PlaceAllAsync(session, batch, listName, ct);

                await session.ExecuteAsync("SAVEPOINT dry_run", null, ct);
                var added = await PlaceAllAsync(session, batch, listName, ct);
                await session.ExecuteAsync("ROLLBACK TO dry_run", null, ct);
                await session.ExecuteAsync("RELEASE dry_run", null, ct);
                return added;
            },
            ct);
    }

    public Task<ContactCard?> FindByAddressAsync(string channel, string address, CancellationToken ct) =>
        database.ReadAsync(
            async session =>
            {
                if (await OwnerAsync(session, channel, cipher.Lookup(channel, address), ct) is not { } id)
                    return null;

                var contact = await session.FirstAsync<Contact>("SELECT * FROM contacts WHERE id = @id", new { id }, ct);
                var addresses = await session.QueryAsync<ContactAddress>("SELECT * FROM contact_addresses WHERE contact_id = @id ORDER BY id", new { id }, ct);
                return new ContactCard(
                    id,
                    cipher.Reveal(contact!.Name),
                    contact.Unit,
                    contact.Consented,
                    [.. addresses.Select(row => new ContactCardAddress(row.Channel, cipher.Reveal(row.Value), row.State))]);
            },
            ct);

    /// <summary>
    /// Takes a person at their word that they want no more: their consent ends, on every channel, and the address they wrote
    /// from is closed. A stranger's address goes on the do-not-contact list, so that no later list brings it back.
    /// </summary>
    /// <param name="lookup">Keyed hash of the address, as conversations carry it.</param>
    /// <param name="words">What they wrote or pressed; kept in the ledger.</param>
    /// <param name="source">The channel, or the officer who took the call.</param>
    public async Task OptOutAsync(DbSession session, string channel, string lookup, string words, string source, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (await OwnerAsync(session, channel, lookup, ct) is not { } id)
        {
            await BlockAsync(session, channel, lookup, OwnRefusal + source, now, ct);
            return;
        }

        await SetStateAsync(session, channel, lookup, AddressState.OptedOut, ct);
        await RecordAsync(session, id, new NewConsent(Granted: false, words, source), now, ct);
    }

    /// <inheritdoc cref="OptOutAsync(DbSession, string, string, string, string, CancellationToken)"/>
    public Task OptOutAsync(string channel, string lookup, string words, string source, CancellationToken ct) =>
        database.WriteAsync(session => OptOutAsync(session, channel, lookup, words, source, ct), ct);

    /// <summary>The person agrees, or agrees again: undoes their own opt-out and nobody else's do-not-contact entry.</summary>
    public async Task OptInAsync(DbSession session, string channel, string lookup, string words, string source, CancellationToken ct)
    {
        await session.ExecuteAsync(
            "DELETE FROM do_not_contact WHERE channel = @channel AND lookup = @lookup AND source LIKE @own",
            new { channel, lookup, own = OwnRefusal + "%" },
            ct);
        if (await OwnerAsync(session, channel, lookup, ct) is not { } id)
            return;

        await SetStateAsync(session, channel, lookup, AddressState.Active, ct);
        await RecordAsync(session, id, new NewConsent(Granted: true, words, source), time.GetUtcNow(), ct);
    }

    /// <inheritdoc cref="OptInAsync(DbSession, string, string, string, string, CancellationToken)"/>
    public Task OptInAsync(string channel, string lookup, string words, string source, CancellationToken ct) =>
        database.WriteAsync(session => OptInAsync(session, channel, lookup, words, source, ct), ct);

    /// <summary>
    /// Whether this person said no before, here or on another channel, or left the channel. Someone who never did gives no
    /// consent by writing "đồng ý": it is then an answer to something else.
    /// </summary>
    public Task<bool> HasRefusedAsync(string channel, string lookup, CancellationToken ct) =>
        database.ReadAsync(
            session => session.FirstAsync<bool>(
                """
                SELECT EXISTS (SELECT 1 FROM do_not_contact WHERE channel = @channel AND lookup = @lookup)
                    OR EXISTS (
                        SELECT 1 FROM contact_addresses a JOIN contacts c ON c.id = a.contact_id
                        WHERE a.channel = @channel AND a.lookup = @lookup
                            AND (a.state = @optedOut OR (NOT c.consented AND EXISTS (SELECT 1 FROM consents WHERE contact_id = c.id))))
                """,
                new { channel, lookup, optedOut = AddressState.OptedOut },
                ct),
            ct);

    /// <summary>
    /// The person unfollowed or blocked the sender without a word (or came back): closes or reopens this address and says
    /// nothing about consent, which may still hold on another channel.
    /// </summary>
    [SuppressMessage("Performance", "CA1822", Justification = "Called on the injected store, beside OptOutAsync and OptInAsync")]
    public Task SetReachableAsync(DbSession session, string channel, string lookup, bool reachable, CancellationToken ct) =>
        SetStateAsync(session, channel, lookup, reachable ? AddressState.Active : AddressState.OptedOut, ct);

    /// <summary>Puts addresses on the do-not-contact list; how many were new there.</summary>
    /// <param name="addresses">In the form of <see cref="NewAddress.Value"/>.</param>
    /// <param name="source">The list or complaint they come from.</param>
    public Task<int> BlockAsync(string channel, IReadOnlyCollection<string> addresses, string source, CancellationToken ct)
    {
        var lookups = addresses.Select(address => cipher.Lookup(channel, address)).ToList();
        return database.WriteAsync(
            async session =>
            {
                var now = time.GetUtcNow();
                var added = 0;
                foreach (var lookup in lookups)
                    added += await BlockAsync(session, channel, lookup, source, now, ct);
                return added;
            },
            ct);
    }

    private async Task<AddedContacts> PlaceAllAsync(DbSession session, List<SealedContact> batch, string? listName, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var listId = listName is null ? (Guid?)null : await ListAsync(session, listName, now, ct);
        await using var writer = new ContactWriter(session, listId, now, ids);
        var (added, merged, ambiguous) = (0, 0, new List<int>());
        for (var i = 0; i < batch.Count; i++)
        {
            switch (await writer.PlaceAsync(batch[i], ct))
            {
                case Placement.Added: added++; break;
                case Placement.Merged: merged++; break;
                case Placement.Ambiguous: ambiguous.Add(i); break;
            }
        }

        return new AddedContacts(added, merged, ambiguous, writer.RefusalsKept);
    }

    private static async Task<Guid> ListAsync(DbSession session, string name, DateTimeOffset now, CancellationToken ct)
    {
        await session.ExecuteAsync(
            "INSERT INTO contact_lists (id, name, created_at) VALUES (@id, @name, @now) ON CONFLICT (name) DO NOTHING",
            new { id = Guid.CreateVersion7(now), name, now },
            ct);
        return await session.FirstAsync<Guid>("SELECT id FROM contact_lists WHERE name = @name", new { name }, ct);
    }

    private static Task<Guid?> OwnerAsync(DbSession session, string channel, string lookup, CancellationToken ct) =>
        session.FirstAsync<Guid?>(
            "SELECT contact_id FROM contact_addresses WHERE channel = @channel AND lookup = @lookup",
            new { channel, lookup },
            ct);

    private static Task<int> SetStateAsync(DbSession session, string channel, string lookup, AddressState state, CancellationToken ct) =>
        session.ExecuteAsync(
            "UPDATE contact_addresses SET state = @state WHERE channel = @channel AND lookup = @lookup",
            new { channel, lookup, state },
            ct);

    private static async Task RecordAsync(DbSession session, Guid id, NewConsent consent, DateTimeOffset now, CancellationToken ct)
    {
        var last = await ConsentLedger.LastAsync(session, id, ct);
        await ConsentLedger.AppendAsync(session, id, consent, last, now, ct);
    }

    private static Task<int> BlockAsync(DbSession session, string channel, string lookup, string source, DateTimeOffset now, CancellationToken ct) =>
        session.ExecuteAsync(
            """
            INSERT INTO do_not_contact (id, channel, lookup, source, added_at) VALUES (@id, @channel, @lookup, @source, @now)
            ON CONFLICT (channel, lookup) DO NOTHING
            """,
            new { id = Guid.CreateVersion7(now), channel, lookup, source, now },
            ct);
}
