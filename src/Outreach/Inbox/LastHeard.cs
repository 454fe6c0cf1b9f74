using Outreach.Storage;

namespace Outreach.Inbox;

/// <summary>When a citizen last did anything on a channel; providers let us answer for so long after it.</summary>
public sealed class LastHeard(Database database, FieldCipher cipher)
{
    /// <summary>Null when the citizen never did.</summary>
    public async Task<DateTimeOffset?> FindAsync(string channel, string account, string address, CancellationToken ct)
    {
        var row = await database.ReadAsync(
            session => session.FirstAsync<Row>(
                "SELECT heard_at FROM conversations WHERE channel = @channel AND account = @account AND peer_lookup = @lookup",
                new { channel, account, lookup = cipher.Lookup(channel, address) },
                ct),
            ct);
        return row?.HeardAt;
    }

    private sealed class Row
    {
        public DateTimeOffset? HeardAt { get; init; }
    }
}
