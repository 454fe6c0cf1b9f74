using System.Globalization;
using Outreach.Storage;

namespace Outreach.Feedback;

/// <summary>Keeps what citizens report and suggest. Their words are readable only with the key.</summary>
public sealed class FeedbackStore(Database database, FieldCipher cipher, TimeProvider time)
{
    /// <summary>Without letters and digits that are mistaken for each other on paper and on the phone.</summary>
    private const string CodeLetters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    private const int CodeLength = 5;

    /// <summary>
    /// A code that tells the day and nothing else. It belongs to the id: whoever handles a message again gives a new id, so a code that was
    /// given out twice (one in 33 million on the same day) is met by trying again.
    /// </summary>
    public static string CodeOf(Guid id, DateOnly day)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes);
        // The last bytes of a version 7 id are random, the first are its time.
        var random = BitConverter.ToUInt32(bytes[12..]);
        Span<char> letters = stackalloc char[CodeLength];
        for (var i = 0; i < CodeLength; i++, random >>= 5)
            letters[i] = CodeLetters[(int)(random & 31)];
        return $"GY-{day.ToString("yyMMdd", CultureInfo.InvariantCulture)}-{letters}";
    }

    /// <summary>Stores one feedback in the unit of work of the message that confirmed it.</summary>
    public Task AddAsync(DbSession session, Guid id, string code, Guid conversationId, string channel, string content, string place, string? contact, CancellationToken ct) =>
        session.ExecuteAsync(
            """
            INSERT INTO feedback (id, code, conversation_id, channel, content, place, contact, received_at)
            VALUES (@id, @code, @conversationId, @channel, @content, @place, @contact, @now)
            """,
            new
            {
                id,
                code,
                conversationId,
                channel,
                content = cipher.Protect(content),
                place = cipher.Protect(place),
                contact = contact is null ? null : cipher.Protect(contact),
                now = time.GetUtcNow(),
            },
            ct);

    /// <summary>The latest, newest first, in the clear.</summary>
    /// <param name="before">Only what came before this moment; null: from the newest on.</param>
    public async Task<IReadOnlyList<FeedbackView>> LatestAsync(DateTimeOffset? before, int limit, CancellationToken ct)
    {
        var until = before ?? DateTimeOffset.MaxValue.AddYears(-1);
        var rows = await database.ReadAsync(
            session => session.QueryAsync<FeedbackEntry>(
                "SELECT * FROM feedback WHERE received_at < @until ORDER BY received_at DESC, id DESC LIMIT @limit", new { until, limit }, ct),
            ct);
        return [.. rows.Select(row => new FeedbackView(
            row.Code, row.Channel, cipher.Reveal(row.Content), cipher.Reveal(row.Place), row.Contact is null ? null : cipher.Reveal(row.Contact), row.ReceivedAt))];
    }

    /// <summary>Forgets what was said in one conversation, for someone who has their data deleted.</summary>
    public static Task<int> ForgetAsync(DbSession session, Guid conversationId, CancellationToken ct) =>
        session.ExecuteAsync("DELETE FROM feedback WHERE conversation_id = @conversationId", new { conversationId }, ct);
}

/// <summary>One feedback as officers read it.</summary>
public sealed record FeedbackView(string Code, string Channel, string Content, string Place, string? Contact, DateTimeOffset ReceivedAt);
