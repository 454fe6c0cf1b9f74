using Outreach.Storage;

namespace Outreach.Channels.Facebook;

/// <summary>
/// Messenger reports arrival and reading as "everything until then" (<c>watermark</c>); this finds which of our messages that
/// means. Only those without a receipt are looked at, by an index that holds no others.
/// </summary>
internal sealed class MessengerWatermarks(Database database, FieldCipher cipher)
{
    /// <summary>
    /// By how much our note of a sending may be later than Meta's, which is made before it answers; so also by how much a message
    /// sent just after is taken for arrived.
    /// </summary>
    private static readonly TimeSpan NotedLater = TimeSpan.FromSeconds(5);

    /// <summary>Nobody has more under way; Meta reports again with the next.</summary>
    private const int Most = 200;

    /// <summary>Ids of the messages to a person that were sent until a moment and have no receipt.</summary>
    public Task<IReadOnlyList<string>> UndeliveredAsync(string account, string psid, DateTimeOffset until, CancellationToken ct)
    {
        // Campaigns know the address by its keyed hash, replies by their conversation.
        var person = new { account, lookup = cipher.Lookup(MessengerChannel.ChannelName, psid), until = until + NotedLater, Most };
        return database.ReadAsync(
            session => session.QueryAsync<string>(
                """
                SELECT provider_id FROM outbox
                WHERE channel = 'messenger' AND state = 2 AND conversation_id IS NULL AND lookup = @lookup
                    AND account = @account AND sent_at <= @until AND provider_id IS NOT NULL
                UNION ALL
                SELECT provider_id FROM outbox
                WHERE channel = 'messenger' AND state = 2 AND conversation_id =
                    (SELECT id FROM conversations WHERE channel = 'messenger' AND account = @account AND peer_lookup = @lookup)
                    AND sent_at <= @until AND provider_id IS NOT NULL
                LIMIT @Most
                """,
                person,
                ct),
            ct);
    }
}
