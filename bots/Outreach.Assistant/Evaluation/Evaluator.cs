using System.Diagnostics;
using Outreach.Assistant.Dialogs;
using Outreach.Assistant.Knowledge;

namespace Outreach.Assistant.Evaluation;

/// <summary>Asks every question in a conversation of its own.</summary>
public sealed class Evaluator(Dialog dialog, KnowledgeBase knowledge, DateOnly today)
{
    public EvaluatedQuestion Ask(LabelledQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var begun = Stopwatch.GetTimestamp();
        var reply = dialog.Respond(new Turn(question.Question, today), ConversationState.New with { Introduced = true }, knowledge);
        var took = Stopwatch.GetElapsedTime(begun);
        return new(
            question.Id, reply.Decision, reply.Confidence, reply.Procedures, reply.Faqs, reply.Aspect, reply.Text, (long)took.TotalMicroseconds);
    }
}
