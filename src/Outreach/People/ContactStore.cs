using Outreach.Storage;

namespace Outreach.People;

/// <summary>
/// Citizens, how they are reached, and what they agreed to. Names and addresses are sealed on the way in; an address is found
/// by its keyed hash (<see cref="FieldCipher.Lookup"/>).
/// </summary>
public sealed class ContactStore(Database database, FieldCipher cipher, TimeProvider time)
{
    /// <summary>A refusal repeated within this time is kept as another proof and not confirmed again.</summary>
    private static readonly TimeSpan ConfirmedFor = TimeSpan.FromHours(24);

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

    /// <summary>Adds or merges one contact in the unit of work of what brought it.</summary>
    public Task<AddedContacts> AddAsync(DbSession session, NewContact contact, CancellationToken ct) =>
        PlaceAllAsync(session, [SealedContact.Seal(contact, cipher)], listName: null, ct);

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
    /// from is closed. A stranger's address goes on the do-not-contact list, so that no later list brings it back. In force
    /// with this unit of work: what has not left by then asks for consent, address and list once more.
    /// </summary>
    /// <param name="lookup">Keyed hash of the address, as conversations carry it.</param>
    /// <returns>Whether it is to be confirmed: false when this address had its confirmation within 24 hours.</returns>
    public async Task<bool> OptOutAsync(DbSession session, string channel, string lookup, ConsentStatement said, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var owner = await OwnerAsync(session, channel, lookup, ct);
        var answered = await ConsentLedger.LastAnsweredAsync(session, channel, lookup, ct);
        var last = owner is { } id ? await ConsentLedger.LastAsync(session, id, ct) : answered;
        var repeated = last is not { Granted: true } && answered is { Granted: false } && answered.RecordedAt > now - ConfirmedFor;

        if (owner is null)
        {
            // Someone who had left without a word would come back without one, and must not lift this.
            await DoNotContactList.RemoveOwnAsync(session, channel, lookup, DoNotContactList.Left, ct);
            await DoNotContactList.AddAsync(session, channel, lookup, DoNotContactList.Refused + said.Source, now, ct);
        }
        else
        {
            await SetStateAsync(session, channel, lookup, AddressState.OptedOut, ct);
        }

        var entry = said with { Confirmed = said.Confirmed && !repeated };
        await ConsentLedger.AppendAsync(session, new LedgerLine(owner, Granted: false, entry, channel, lookup), last, now, ct);
        return !repeated;
    }

    /// <inheritdoc cref="OptOutAsync(DbSession, string, string, ConsentStatement, CancellationToken)"/>
    public Task<bool> OptOutAsync(string channel, string lookup, ConsentStatement said, CancellationToken ct) =>
        database.WriteAsync(session => OptOutAsync(session, channel, lookup, said, ct), ct);

    /// <summary>The person agrees, or agrees again: undoes their own opt-out and nobody else's do-not-contact entry.</summary>
    public async Task OptInAsync(DbSession session, string channel, string lookup, ConsentStatement said, CancellationToken ct)
    {
        await DoNotContactList.RemoveOwnAsync(session, channel, lookup, DoNotContactList.Refused, ct);
        await DoNotContactList.RemoveOwnAsync(session, channel, lookup, DoNotContactList.Left, ct);
        await SetStateAsync(session, channel, lookup, AddressState.Active, ct);
        var owner = await OwnerAsync(session, channel, lookup, ct);
        var last = owner is { } id ? await ConsentLedger.LastAsync(session, id, ct) : await ConsentLedger.LastAnsweredAsync(session, channel, lookup, ct);
        await ConsentLedger.AppendAsync(session, new LedgerLine(owner, Granted: true, said, channel, lookup), last, time.GetUtcNow(), ct);
    }

    /// <inheritdoc cref="OptInAsync(DbSession, string, string, ConsentStatement, CancellationToken)"/>
    public Task OptInAsync(string channel, string lookup, ConsentStatement said, CancellationToken ct) =>
        database.WriteAsync(session => OptInAsync(session, channel, lookup, said, ct), ct);

    /// <summary>
    /// The same where the person is known and no channel is spoken on: a link, a telephone call. Addresses stay as they are;
    /// without consent nothing is sent to any of them.
    /// </summary>
    /// <returns>False when there is no such contact.</returns>
    public async Task<bool> DecideAsync(DbSession session, Guid contactId, bool granted, ConsentStatement said, CancellationToken ct)
    {
        if (!await session.FirstAsync<bool>("SELECT EXISTS (SELECT 1 FROM contacts WHERE id = @contactId)", new { contactId }, ct))
            return false;

        var last = await ConsentLedger.LastAsync(session, contactId, ct);
        await ConsentLedger.AppendAsync(session, new LedgerLine(contactId, granted, said), last, time.GetUtcNow(), ct);
        return true;
    }

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
    /// nothing about consent, which may still hold on another channel. The ledger gets an entry when that changes anything.
    /// </summary>
    public async Task SetReachableAsync(DbSession session, string channel, string lookup, bool reachable, ConsentStatement said, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var owner = await OwnerAsync(session, channel, lookup, ct);
        var changed = (owner, reachable) switch
        {
            (not null, true) => await SetStateAsync(session, channel, lookup, AddressState.Active, ct),
            (not null, false) => await SetStateAsync(session, channel, lookup, AddressState.OptedOut, ct),
            (null, true) => await DoNotContactList.RemoveOwnAsync(session, channel, lookup, DoNotContactList.Left, ct),
            (null, false) => await DoNotContactList.AddAsync(session, channel, lookup, DoNotContactList.Left + said.Source, now, ct),
        };
        if (changed > 0)
            await ConsentLedger.AppendAsync(session, new LedgerLine(owner, reachable, said, channel, lookup, AddressOnly: true), last: null, now, ct);
    }

    /// <summary>
    /// The person has asked the provider to have their data deleted: an opt-out, and what we know of the address goes. Its keyed
    /// hash stays, by which the refusal is known again; what they gave us by other ways is theirs to ask for at the office.
    /// </summary>
    public async Task WithdrawAsync(DbSession session, string channel, string lookup, ConsentStatement said, CancellationToken ct)
    {
        await OptOutAsync(session, channel, lookup, said, ct);
        await session.ExecuteAsync(
            "UPDATE contact_addresses SET value = @nothing WHERE channel = @channel AND lookup = @lookup",
            new { nothing = cipher.Protect(""), channel, lookup },
            ct);
    }

    /// <summary>Puts addresses on the do-not-contact list and dates the list they come from; how many were new there.</summary>
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
                    added += await DoNotContactList.AddAsync(session, channel, lookup, source, now, ct);
                await DoNotContactList.StampAsync(session, channel, source, now, ct);
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

    /// <summary>How many addresses were in another state before: one or none.</summary>
    private static Task<int> SetStateAsync(DbSession session, string channel, string lookup, AddressState state, CancellationToken ct) =>
        session.ExecuteAsync(
            "UPDATE contact_addresses SET state = @state WHERE channel = @channel AND lookup = @lookup AND state <> @state",
            new { channel, lookup, state },
            ct);
}
