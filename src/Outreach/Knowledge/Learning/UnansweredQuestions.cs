using System.Text.Json;
using Microsoft.Extensions.Options;
using Outreach.Assistant.Dialogs;
using Outreach.Storage;

namespace Outreach.Knowledge.Learning;

/// <summary>One message and the reply it got.</summary>
/// <param name="Before">What the conversation remembered before it.</param>
public sealed record Exchanged(Guid MessageId, Guid ConversationId, string Channel, string Text, ConversationState Before, AssistantReply Reply);

/// <summary>Keeps the questions that were not answered well, in the unit of work that stores their reply: each once, none lost.</summary>
public sealed class UnansweredQuestions(Database database, FieldCipher cipher, IdGenerator ids, IOptions<KnowledgeOptions> options, TimeProvider time)
{
    private const int MostFound = 6;

    /// <summary>A question longer ago than this is not what a person is wanted for.</summary>
    private static readonly TimeSpan SameTalk = TimeSpan.FromHours(1);

    /// <summary>Whether there is anything to write about this exchange; most need nothing.</summary>
    public bool Concerns(Exchanged exchanged)
    {
        ArgumentNullException.ThrowIfNull(exchanged);
        return exchanged.Reply.Decision == Decision.Handoff || ReasonOf(exchanged.Reply) is not null || Resolves(exchanged);
    }

    /// <summary>Writes down what <see cref="Concerns"/> says is worth it.</summary>
    public async Task RecordAsync(DbSession session, Exchanged exchanged, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(exchanged);
        if (Resolves(exchanged))
            await session.ExecuteAsync(
                "DELETE FROM unanswered_questions WHERE conversation_id = @ConversationId AND reason = 3 AND group_id IS NULL", new { exchanged.ConversationId }, ct);
        if (exchanged.Reply.Decision == Decision.Handoff)
            await RecordEarlierAsync(session, exchanged, ct);
        else if (ReasonOf(exchanged.Reply) is { } reason)
            await InsertAsync(session, exchanged, exchanged.MessageId, exchanged.Text, reason, ct);
    }

    /// <summary>The same in a unit of work of its own.</summary>
    public Task RecordAsync(Exchanged exchanged, CancellationToken ct) => database.WriteAsync(session => RecordAsync(session, exchanged, ct), ct);

    /// <summary>Deletes questions that have been kept long enough, and groups of which none is left; the number of questions.</summary>
    public Task<int> ForgetAsync(CancellationToken ct) =>
        database.WriteInBackgroundAsync(
            async session =>
            {
                var deleted = await session.ExecuteAsync(
                    "DELETE FROM unanswered_questions WHERE asked_at < @before",
                    new { before = time.GetUtcNow() - TimeSpan.FromDays(options.Value.KeepQuestionsDays) },
                    ct);
                if (deleted > 0)
                    await ForgetEmptyGroupsAsync(session, ct);
                return deleted;
            },
            ct);

    /// <summary>Deletes what one citizen asked, in the unit of work that deletes what else is kept of them.</summary>
    public static async Task ForgetAsync(DbSession session, Guid conversationId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (await session.ExecuteAsync("DELETE FROM unanswered_questions WHERE conversation_id = @conversationId", new { conversationId }, ct) > 0)
            await ForgetEmptyGroupsAsync(session, ct);
    }

    private static Task<int> ForgetEmptyGroupsAsync(DbSession session, CancellationToken ct) =>
        session.ExecuteAsync("DELETE FROM question_groups WHERE NOT EXISTS (SELECT 1 FROM unanswered_questions q WHERE q.group_id = question_groups.id)", null, ct);

    private UnansweredReason? ReasonOf(AssistantReply reply) => reply.Decision switch
    {
        Decision.OutOfScope => UnansweredReason.OutOfScope,
        Decision.Clarify when reply.State.Candidates.Count > 0 => UnansweredReason.Unresolved,
        Decision.Answer when reply.Confidence < options.Value.LowConfidence => UnansweredReason.LowConfidence,
        _ => null,
    };

    /// <summary>An offered choice was taken.</summary>
    private static bool Resolves(Exchanged exchanged) => exchanged.Before.Candidates.Count > 0 && exchanged.Reply.Decision == Decision.Answer;

    /// <summary>"I want a person" is about what was asked before it.</summary>
    private async Task RecordEarlierAsync(DbSession session, Exchanged exchanged, CancellationToken ct)
    {
        var earlier = await session.FirstAsync<Earlier>(
            """
            SELECT i.id, i.text FROM inbox i JOIN inbox asked ON asked.id = @MessageId
            WHERE i.conversation_id = @ConversationId AND i.text IS NOT NULL AND i.state = 1 AND i.received_at > @since
              AND i.id <> @MessageId AND (i.received_at < asked.received_at OR (i.received_at = asked.received_at AND i.id < asked.id))
            ORDER BY i.received_at DESC, i.id DESC LIMIT 1
            """,
            new { exchanged.MessageId, exchanged.ConversationId, since = time.GetUtcNow() - SameTalk },
            ct);
        if (earlier is not null)
            await InsertAsync(session, exchanged, earlier.Id, cipher.Reveal(earlier.Text), UnansweredReason.Handoff, ct);
    }

    private Task<int> InsertAsync(DbSession session, Exchanged exchanged, Guid messageId, string text, UnansweredReason reason, CancellationToken ct) =>
        session.ExecuteAsync(
            """
            INSERT INTO unanswered_questions (id, message_id, conversation_id, channel, asked_at, text, reason, confidence, found)
            VALUES (@id, @messageId, @ConversationId, @Channel, @now, @text, @reason, @Confidence, @found)
            ON CONFLICT (message_id) DO NOTHING
            """,
            new
            {
                id = ids.Next(),
                messageId,
                exchanged.ConversationId,
                exchanged.Channel,
                now = time.GetUtcNow(),
                text = cipher.Protect(QuestionRedaction.Redact(text)),
                reason,
                exchanged.Reply.Confidence,
                found = JsonSerializer.Serialize(Found(exchanged, reason)),
            },
            ct);

    private static IEnumerable<string> Found(Exchanged exchanged, UnansweredReason reason) => reason == UnansweredReason.Handoff
        ? exchanged.Before.Procedure is { } procedure ? [procedure] : []
        : exchanged.Reply.Procedures.Take(MostFound / 2).Concat(exchanged.Reply.Faqs.Take(MostFound / 2));

    private sealed class Earlier
    {
        public Guid Id { get; init; }

        public string Text { get; init; } = "";
    }
}
