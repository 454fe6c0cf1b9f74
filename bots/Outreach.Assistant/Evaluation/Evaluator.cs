using System.Diagnostics;
using Outreach.Assistant.Dialogs;
using Outreach.Assistant.Knowledge;
using Outreach.Assistant.Retrieval;

namespace Outreach.Assistant.Evaluation;

/// <summary>Asks every question in a conversation of its own.</summary>
public sealed class Evaluator(Dialog dialog, KnowledgeBase knowledge, DateOnly today)
{
    /// <summary>Enough for the code of the whole path to be compiled before the clock runs.</summary>
    private const int WarmUps = 200;

    /// <summary>Answers in the order of the questions; the first questions are asked once before, untimed.</summary>
    public IReadOnlyList<EvaluatedQuestion> AskAll(IReadOnlyList<LabelledQuestion> questions)
    {
        ArgumentNullException.ThrowIfNull(questions);
        foreach (var question in questions.Take(WarmUps))
            Ask(question);
        return [.. questions.Select(Ask)];
    }

    public EvaluatedQuestion Ask(LabelledQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var begun = Stopwatch.GetTimestamp();
        var reply = dialog.Respond(new Turn(question.Question, today), ConversationState.New with { Introduced = true }, knowledge);
        var took = Stopwatch.GetElapsedTime(begun);
        return new(
            question.Id,
            reply.Decision,
            reply.Confidence,
            Filled(reply.Procedures, knowledge.Procedures.Select(procedure => procedure.Code)),
            Filled(reply.Faqs, knowledge.Faqs.Select(faq => faq.Id)),
            reply.Aspect,
            reply.Text,
            (long)took.TotalMicroseconds);
    }

    /// <summary>
    /// A ranking orders everything known: what shares no word with the question stands last, in the order of the knowledge.
    /// So a decision not to answer never leaves a list empty.
    /// </summary>
    private static List<string> Filled(IReadOnlyList<string> ranked, IEnumerable<string> known) =>
        [.. (ranked.Count >= Findings.Most ? ranked : ranked.Concat(known).Distinct()).Take(Findings.Most)];
}
