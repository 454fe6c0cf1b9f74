using Outreach.Assistant.Dialogs;
using Outreach.Assistant.Evaluation;
using Outreach.Assistant.Knowledge;
using Outreach.Storage;

namespace Outreach.Knowledge.Learning;

/// <summary>Answers the evaluation set once as things are and once with a change, and tells the difference.</summary>
public sealed class KnowledgeReplay(
    KnowledgeSources sources, LiveKnowledge live, KnowledgeRebuild rebuild, EvaluationSet set, QuestionGroups groups, Dialog dialog, TimeProvider time)
{
    private const int MostWordings = 50;

    /// <summary>Takes as long as an index to build, out of the way of those who are being answered.</summary>
    public async Task<ReplayReport> RunAsync(KnowledgeChange change, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(change);
        var records = await sources.ReadAsync(ct);
        var indexed = rebuild.Status.Live == records.Generation ? live.Current : null;
        var questions = (await set.ReadAsync(ct)).Concat(await AskedAsync(change, ct)).ToList();
        return await LowPriority.RunAsync(() => Compare(records, indexed, change, questions));
    }

    /// <param name="indexed">The same records as they are live; null when the node has not caught up.</param>
    private ReplayReport Compare(KnowledgeRecords records, KnowledgeBase? indexed, KnowledgeChange change, List<LabelledQuestion> questions)
    {
        var before = Ask(indexed ?? records.Build(), questions);
        var after = Ask(records.With(change).Build(), questions);
        return ReplayReport.Of(records.Generation, questions, before, after);
    }

    private List<EvaluatedQuestion> Ask(KnowledgeBase knowledge, List<LabelledQuestion> questions)
    {
        var evaluator = new Evaluator(dialog, knowledge, time.Today);
        return questions.ConvertAll(evaluator.Ask);
    }

    /// <summary>What the citizens of its group asked: that these are answered is what the change is for.</summary>
    private async Task<IEnumerable<LabelledQuestion>> AskedAsync(KnowledgeChange change, CancellationToken ct)
    {
        var wordings = change.GroupId is { } group ? await groups.WordingsAsync(group, MostWordings, ct) ?? [] : [];
        return wordings.Select((text, i) => EvaluationSet.Labelled($"group-{i + 1}", text, change.Target, change.Kind != ChangeKind.Procedure));
    }
}
