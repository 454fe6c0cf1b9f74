using Outreach.Cluster.Sweeps;

namespace Outreach.Knowledge.Learning;

/// <summary>Groups new questions for the officers and forgets old ones.</summary>
internal sealed class QuestionSweep(QuestionGroups groups, UnansweredQuestions questions) : ISweep
{
    public string Name => "questions";

    public TimeSpan Every => TimeSpan.FromSeconds(30);

    public async Task RunAsync(CancellationToken ct)
    {
        await questions.ForgetAsync(ct);
        await groups.GroupAsync(ct);
    }
}
