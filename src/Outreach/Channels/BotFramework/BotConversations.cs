using System.Text.Json;
using Outreach.BotFramework.Connector;
using Outreach.Storage;

namespace Outreach.Channels.BotFramework;

/// <summary>Where conversations go on. Written only from activities whose token was valid.</summary>
internal sealed class BotConversations(Database database, FieldCipher cipher, TimeProvider time)
{
    /// <summary>A conversation as an address of this channel: the channel's id, a bar, the conversation's id. No channel's id has a bar.</summary>
    public static string AddressOf(string channelId, string conversationId) => $"{channelId}|{conversationId}";

    public async Task<ConversationReference?> FindAsync(string address, CancellationToken ct)
    {
        var reference = await database.ReadAsync(
            session => session.FirstAsync<string>("SELECT reference FROM bot_conversations WHERE lookup = @lookup", new { lookup = Lookup(address) }, ct), ct);
        return reference is null ? null : JsonSerializer.Deserialize(cipher.Reveal(reference), ConnectorJson.Default.ConversationReference);
    }

    public Task SaveAsync(DbSession session, ConversationReference reference, CancellationToken ct) => session.ExecuteAsync(
        """
        INSERT INTO bot_conversations (lookup, reference, updated_at) VALUES (@lookup, @reference, @now)
        ON CONFLICT (lookup) DO UPDATE SET reference = excluded.reference, updated_at = excluded.updated_at
        """,
        new
        {
            lookup = Lookup(AddressOf(reference.ChannelId, reference.Conversation.Id!)),
            reference = cipher.Protect(JsonSerializer.Serialize(reference, ConnectorJson.Default.ConversationReference)),
            now = time.GetUtcNow(),
        },
        ct);

    public Task ForgetAsync(DbSession session, string address, CancellationToken ct) =>
        session.ExecuteAsync("DELETE FROM bot_conversations WHERE lookup = @lookup", new { lookup = Lookup(address) }, ct);

    private string Lookup(string address) => cipher.Lookup(BotFrameworkChannel.ChannelName, address);
}
