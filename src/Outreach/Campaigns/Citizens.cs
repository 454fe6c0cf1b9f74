using Outreach.People;
using Outreach.Storage;

namespace Outreach.Campaigns;

/// <summary>A person as a campaign sees one: what they agreed to and how they may be reached.</summary>
public sealed record Citizen(Guid ContactId, bool Consented, IReadOnlyList<CandidateAddress> Addresses);

/// <summary>Reads citizens with their consent, addresses and refusals.</summary>
public sealed class Citizens(Database database)
{
    private const string Columns = "c.id AS contact_id, c.consented, a.channel, a.value, a.lookup, a.state, d.id IS NOT NULL AS blocked";

    private const string Addresses =
        """
        LEFT JOIN contact_addresses a ON a.contact_id = c.id
        LEFT JOIN do_not_contact d ON d.channel = a.channel AND d.lookup = a.lookup
        """;

    /// <summary>The next members of a list, in the order of their ids.</summary>
    public async Task<IReadOnlyList<Citizen>> PageAsync(Guid listId, Guid after, int size, CancellationToken ct)
    {
        var rows = await database.ReadAsync(
            session => session.QueryAsync<Row>(
                $"""
                 WITH page AS (
                     SELECT contact_id FROM contact_list_members
                     WHERE list_id = @listId AND contact_id > @after
                     ORDER BY contact_id LIMIT @size)
                 SELECT {Columns} FROM page JOIN contacts c ON c.id = page.contact_id {Addresses}
                 ORDER BY page.contact_id
                 """,
                new { listId, after, size },
                ct),
            ct);
        return [.. rows.GroupBy(row => row.ContactId).Select(Citizen)];
    }

    /// <summary>One of them, as things stand in this unit of work; null when the contact is gone.</summary>
    public static async Task<Citizen?> FindAsync(DbSession session, Guid contactId, CancellationToken ct)
    {
        var rows = await session.QueryAsync<Row>($"SELECT {Columns} FROM contacts c {Addresses} WHERE c.id = @contactId", new { contactId }, ct);
        return rows.GroupBy(row => row.ContactId).Select(Citizen).FirstOrDefault();
    }

    private static Citizen Citizen(IGrouping<Guid, Row> rows) => new(
        rows.Key,
        rows.First().Consented,
        [.. rows.Where(row => row.Channel is not null).Select(row => new CandidateAddress(row.Channel!, row.Value!, row.Lookup!, row.State, row.Blocked))]);

    private sealed class Row
    {
        public Guid ContactId { get; init; }

        public bool Consented { get; init; }

        public string? Channel { get; init; }

        public string? Value { get; init; }

        public string? Lookup { get; init; }

        public AddressState State { get; init; }

        public bool Blocked { get; init; }
    }
}
