using Outreach.Delivery;
using Outreach.Language;
using Outreach.Storage;

namespace Outreach.Inbox;

/// <param name="ByCitizen">Theirs; otherwise ours.</param>
/// <param name="Text">Without what a citizen should never have written: numbers of cards and papers, codes, passwords.</param>
public sealed record TranscriptLine(bool ByCitizen, string Text, DateTimeOffset At);

/// <summary>What was said in a conversation, for the person who takes it over.</summary>
public sealed class Transcripts(Database database, FieldCipher cipher)
{
    /// <summary>The newest lines of both sides, in the order they were said; ours as far as they have left.</summary>
    /// <param name="address">The citizen, as the channel names them.</param>
    public async Task<IReadOnlyList<TranscriptLine>> ReadAsync(string channel, string account, string address, int newest, CancellationToken ct)
    {
        var of = new { channel, account, lookup = cipher.Lookup(channel, address), newest };
        var (theirs, ours) = await database.ReadAsync(
            async session => (
                await session.QueryAsync<Row>(
                    """
                    SELECT i.text AS content, i.received_at AS at FROM inbox i JOIN conversations c ON c.id = i.conversation_id
                    WHERE c.channel = @channel AND c.account = @account AND c.peer_lookup = @lookup AND i.kind = 1 AND i.text IS NOT NULL
                    ORDER BY i.received_at DESC, i.id DESC LIMIT @newest
                    """,
                    of,
                    ct),
                await session.QueryAsync<Row>(
                    """
                    SELECT o.content, o.created_at AS at FROM outbox o JOIN conversations c ON c.id = o.conversation_id
                    WHERE c.channel = @channel AND c.account = @account AND c.peer_lookup = @lookup AND o.state IN (2, 3, 5)
                    ORDER BY o.id DESC LIMIT @newest
                    """,
                    of,
                    ct)),
            ct);

        // Newest first: of one millisecond, what answers stands before what it answers.
        var lines = ours.Select(row => new TranscriptLine(ByCitizen: false, SealedContent.Read(row.Content, cipher).Text, row.At))
            .Concat(theirs.Select(row => new TranscriptLine(ByCitizen: true, SensitiveData.Redact(cipher.Reveal(row.Content)), row.At)));
        return [.. lines.OrderByDescending(line => line.At).Take(newest).Reverse()];
    }

    private sealed class Row
    {
        public string Content { get; init; } = "";

        public DateTimeOffset At { get; init; }
    }
}
