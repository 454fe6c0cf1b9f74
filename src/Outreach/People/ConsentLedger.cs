using Outreach.Storage;

namespace Outreach.People;

/// <summary>What the data of contacts may be used for.</summary>
public static class ConsentPurpose
{
    /// <summary>Receiving guidance and announcements from the province; what <see cref="Contact.Consented"/> mirrors.</summary>
    public const string Outreach = "outreach";
}

/// <summary>Where an entry of the consent ledger came from.</summary>
public static class ConsentSource
{
    private const string ListPrefix = "list:";

    /// <summary>A list somebody collected, named by its file.</summary>
    public static string List(string name) => ListPrefix + name;

    /// <summary>Whether the entry repeats what a list says, rather than what the person did.</summary>
    public static bool IsList(string source) => source.StartsWith(ListPrefix, StringComparison.Ordinal);
}

/// <summary>Reads and continues the consent ledger inside a unit of work.</summary>
internal static class ConsentLedger
{
    public static Task<LedgerEntry?> LastAsync(DbSession session, Guid contactId, CancellationToken ct) =>
        session.FirstAsync<LedgerEntry>(
            "SELECT granted, source, recorded_at FROM consents WHERE contact_id = @contactId AND purpose = @purpose ORDER BY recorded_at DESC LIMIT 1",
            new { contactId, purpose = ConsentPurpose.Outreach },
            ct);

    /// <summary>Adds an entry and makes the contact say the same.</summary>
    public static async Task AppendAsync(DbSession session, Guid contactId, NewConsent consent, LedgerEntry? last, DateTimeOffset now, CancellationToken ct)
    {
        await session.ExecuteAsync(
            """
            INSERT INTO consents (id, contact_id, purpose, granted, wording, source, recorded_at)
            VALUES (@id, @contactId, @purpose, @Granted, @Wording, @Source, @recordedAt)
            """,
            new
            {
                id = Guid.CreateVersion7(now),
                contactId,
                purpose = ConsentPurpose.Outreach,
                consent.Granted,
                consent.Wording,
                consent.Source,
                recordedAt = After(last, now),
            },
            ct);
        await session.ExecuteAsync("UPDATE contacts SET consented = @Granted WHERE id = @contactId", new { consent.Granted, contactId }, ct);
    }

    // The last entry decides, so two of the same stored millisecond (a list that names a person twice) must not tie.
    private static DateTimeOffset After(LedgerEntry? last, DateTimeOffset now) =>
        last is not null && last.RecordedAt.AddMilliseconds(1) > now ? last.RecordedAt.AddMilliseconds(1) : now;
}

internal sealed class LedgerEntry
{
    public bool Granted { get; init; }

    public string Source { get; init; } = "";

    public DateTimeOffset RecordedAt { get; init; }
}
