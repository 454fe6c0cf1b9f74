using Outreach.Assistant.Dialogs;
using Outreach.Knowledge.Learning;
using Outreach.Knowledge.Writing;
using Outreach.Storage;

namespace Outreach.Knowledge;

/// <summary>What follows a reply of the assistant before it is sent: its wording, and the record officers learn from.</summary>
public sealed class AfterAnswer(AnswerWriter writer, UnansweredQuestions questions, KnowledgeAlarms alarms)
{
    /// <summary>
    /// The reply in the words that are sent. Only answers are reworded, and none that must say something of its own: that a
    /// program answers, or that secrets do not belong here.
    /// </summary>
    public async Task<AssistantReply> WordAsync(string text, ConversationState before, AssistantReply reply, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(reply);
        return writer.IsOn && reply.Decision == Decision.Answer && before.Introduced && !QuestionRedaction.HidesNumbers(text)
            ? reply with { Text = await writer.WriteAsync(text, reply.Text, ct) }
            : reply;
    }

    /// <summary>Tells officers what of the content could not be relied on.</summary>
    public async Task RaiseAsync(AssistantReply reply, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(reply);
        foreach (var alarm in reply.Alarms)
            await alarms.RaiseAsync(alarm.Kind.ToString().ToLowerInvariant(), alarm.Id, alarm.What, ct);
    }

    /// <summary>What to write in the unit of work that stores the reply; null when there is nothing to learn.</summary>
    public Func<DbSession, CancellationToken, Task<bool>>? Record(Exchanged exchanged) => questions.Concerns(exchanged)
        ? async (session, ct) =>
        {
            await questions.RecordAsync(session, exchanged, ct);
            return true;
        }
        : null;
}
