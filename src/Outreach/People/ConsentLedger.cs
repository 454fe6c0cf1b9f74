using Outreach.Storage;

namespace Outreach.People;

/// <summary>What the data of contacts may be used for. Another purpose is another value here, and its own entries in the ledger.</summary>
public static class ConsentPurpose
{
    /// <summary>Receiving guidance and announcements from the province; what <see cref="Contact.Consented"/> mirrors.</summary>
    public const string Outreach = "outreach";
}

/// <summary>Where an entry of the consent ledger came from.</summary>
public static class ConsentSource
{
    /// <summary>The person's own link.</summary>
    public const string Link = "link";

    private const string ListPrefix = "list:";

    /// <summary>A list somebody collected, named by its file.</summary>
    public static string List(string name) => ListPrefix + name;

    /// <summary>Whether the entry repeats what a list says, rather than what the person did.</summary>
    public static bool IsList(string source) => source.StartsWith(ListPrefix, StringComparison.Ordinal);
}

/// <summary>Reads and continues the consent ledger inside a unit of work.</summary>
internal static class ConsentLedger
{
    /// <summary>The last entry about a contact's consent, which is the one that holds.</summary>
    public static Task<LedgerEntry?> LastAsync(DbSession session, Guid contactId, CancellationToken ct) =>
        session.FirstAsync<LedgerEntry>(
            """
            SELECT granted, source, recorded_at FROM consents
            WHERE contact_id = @contactId AND purpose = @purpose AND NOT address_only ORDER BY recorded_at DESC LIMIT 1
            """,
            new { contactId, purpose = ConsentPurpose.Outreach },
            ct);

    /// <summary>The last thing said from an address that was a yes, or a no that was confirmed to it.</summary>
    public static Task<LedgerEntry?> LastAnsweredAsync(DbSession session, string channel, string lookup, CancellationToken ct) =>
        session.FirstAsync<LedgerEntry>(
            """
            SELECT granted, source, recorded_at FROM consents
            WHERE channel = @channel AND lookup = @lookup AND purpose = @purpose AND NOT address_only AND (granted OR confirmed)
            ORDER BY recorded_at DESC LIMIT 1
            """,
            new { channel, lookup, purpose = ConsentPurpose.Outreach },
            ct);

    /// <summary>Adds an entry and makes the contact, if there is one, say the same.</summary>
    /// <param name="last">What it follows.</param>
    public static async Task AppendAsync(DbSession session, LedgerLine line, LedgerEntry? last, DateTimeOffset now, CancellationToken ct)
    {
        await session.ExecuteAsync(
            """
            INSERT INTO consents (id, contact_id, channel, lookup, purpose, granted, address_only, wording, wording_version, source, proof, confirmed, recorded_at)
            VALUES (@id, @ContactId, @Channel, @Lookup, @purpose, @Granted, @AddressOnly, @Words, @WordingVersion, @Source, @Proof, @Confirmed, @recordedAt)
            """,
            new
            {
                id = Guid.CreateVersion7(now),
                line.ContactId,
                line.Channel,
                line.Lookup,
                purpose = ConsentPurpose.Outreach,
                line.Granted,
                line.AddressOnly,
                line.Said.Words,
                line.Said.WordingVersion,
                line.Said.Source,
                line.Said.Proof,
                line.Said.Confirmed,
                recordedAt = After(last, now),
            },
            ct);
        if (line is { ContactId: not null, AddressOnly: false })
            await session.ExecuteAsync("UPDATE contacts SET consented = @Granted WHERE id = @ContactId", new { line.Granted, line.ContactId }, ct);
    }

    // The last entry decides, so two of the same stored millisecond (a list that names a person twice) must not tie.
    private static DateTimeOffset After(LedgerEntry? last, DateTimeOffset now) =>
        last is not null && last.RecordedAt.AddMilliseconds(1) > now ? last.RecordedAt.AddMilliseconds(1) : now;
}

/// <summary>An entry about to be written; see <see cref="Consent"/>.</summary>
internal sealed record LedgerLine(Guid? ContactId, bool Granted, ConsentStatement Said, string? Channel = null, string? Lookup = null, bool AddressOnly = false)
{
    public static LedgerLine Of(Guid contactId, NewConsent consent) =>
        new(contactId, consent.Granted, new ConsentStatement(consent.Wording, consent.Source, consent.Proof, consent.WordingVersion));
}

internal sealed class LedgerEntry
{
    public bool Granted { get; init; }

    public string Source { get; init; } = "";

    public DateTimeOffset RecordedAt { get; init; }
}
