using Outreach.Storage;

namespace Outreach.People;

internal enum Placement
{
    Added,
    Merged,

    /// <summary>Its addresses belong to two different people; nothing was stored.</summary>
    Ambiguous,
}

/// <summary>Puts contacts in one by one inside a unit of work, each beside the person it already is, if any address says so.</summary>
internal sealed class ContactWriter(DbSession session, Guid? listId, DateTimeOffset now, IdGenerator ids) : IAsyncDisposable
{
    private readonly PreparedStatement findOwner = new(
        session,
        "SELECT contact_id FROM contact_addresses WHERE channel = @channel AND lookup = @lookup",
        "@channel",
        "@lookup");

    private readonly PreparedStatement addContact = new(
        session,
        "INSERT INTO contacts (id, name, unit, consented, created_at) VALUES (@id, @name, @unit, @consented, @now)",
        "@id",
        "@name",
        "@unit",
        "@consented",
        "@now");

    private readonly PreparedStatement addAddress = new(
        session,
        """
        INSERT INTO contact_addresses (id, contact_id, channel, value, lookup, state) VALUES (@id, @contact, @channel, @value, @lookup, 0)
        ON CONFLICT (channel, lookup) DO NOTHING
        """,
        "@id",
        "@contact",
        "@channel",
        "@value",
        "@lookup");

    private readonly PreparedStatement addConsent = new(
        session,
        """
        INSERT INTO consents (id, contact_id, purpose, granted, address_only, wording, wording_version, source, proof, confirmed, recorded_at)
        VALUES (@id, @contact, @purpose, @granted, FALSE, @wording, @version, @source, @proof, FALSE, @now)
        """,
        "@id",
        "@contact",
        "@purpose",
        "@granted",
        "@wording",
        "@version",
        "@source",
        "@proof",
        "@now");

    private readonly PreparedStatement addMember = new(
        session,
        "INSERT INTO contact_list_members (list_id, contact_id) VALUES (@list, @contact) ON CONFLICT (list_id, contact_id) DO NOTHING",
        "@list",
        "@contact");

    private readonly long nowMilliseconds = now.ToUnixTimeMilliseconds();

    /// <summary>How often a list's yes met a person's own no.</summary>
    public int RefusalsKept { get; private set; }

    public async Task<Placement> PlaceAsync(SealedContact contact, CancellationToken ct)
    {
        var fresh = new List<SealedAddress>();
        Guid? known = null;
        foreach (var address in contact.Addresses)
        {
            var owner = await findOwner.Bind(address.Channel, address.Lookup).FindIdAsync(ct);
            if (owner is null)
                fresh.Add(address);
            else if (known is not null && known != owner)
                return Placement.Ambiguous;
            else
                known = owner;
        }

        var id = known ?? await AddAsync(contact, ct);
        foreach (var address in fresh)
            await addAddress.Bind(ids.Next(), id, address.Channel, address.Value, address.Lookup).RunAsync(ct);
        if (known is not null)
            await MergeAsync(id, contact, ct);
        if (listId is not null)
            await addMember.Bind(listId, id).RunAsync(ct);
        return known is null ? Placement.Added : Placement.Merged;
    }

    public async ValueTask DisposeAsync()
    {
        await findOwner.DisposeAsync();
        await addContact.DisposeAsync();
        await addAddress.DisposeAsync();
        await addConsent.DisposeAsync();
        await addMember.DisposeAsync();
    }

    private async Task<Guid> AddAsync(SealedContact contact, CancellationToken ct)
    {
        var id = ids.Next();
        var consented = contact.Consent?.Granted == true;
        await addContact.Bind(id, contact.Name, contact.Unit, consented, nowMilliseconds).RunAsync(ct);
        if (contact.Consent is { } consent)
        {
            await addConsent
                .Bind(ids.Next(), id, ConsentPurpose.Outreach, consent.Granted, consent.Wording, consent.WordingVersion, consent.Source, consent.Proof, nowMilliseconds)
                .RunAsync(ct);
        }

        return id;
    }

    // The name stays: which of two spellings is right cannot be known here.
    private async Task MergeAsync(Guid id, SealedContact contact, CancellationToken ct)
    {
        if (contact.Unit is { } unit)
            await session.ExecuteAsync("UPDATE contacts SET unit = @unit WHERE id = @id AND unit IS NULL", new { id, unit }, ct);
        if (contact.Consent is not { } consent)
            return;

        var last = await ConsentLedger.LastAsync(session, id, ct);
        if (last?.Granted == consent.Granted)
            return;

        // A list is often older than its import. It never speaks louder than the person did.
        if (last is { Granted: false } && !ConsentSource.IsList(last.Source))
            RefusalsKept++;
        else
            await ConsentLedger.AppendAsync(session, LedgerLine.Of(id, consent), last, now, ct);
    }
}
