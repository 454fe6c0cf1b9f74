namespace Outreach.Assistant.Retrieval.Learning;

/// <summary>
/// Learns how much each clue counts, by multinomial logistic regression: the right candidate of each question should score
/// above the others. Deterministic; nothing is drawn at random.
/// </summary>
internal static class RankingTrainer
{
    private const int Rounds = 600;

    /// <summary>Holds the weights near the start where few questions speak; chosen by leaving out one kind of question after the other.</summary>
    private const float Shrinkage = 0.1f;

    public static float[] Train(IReadOnlyList<TrainingExample> examples, float[] start)
    {
        var weights = (float[])start.Clone();
        var adam = new Adam(weights.Length);
        var all = examples.Sum(example => example.Weight);
        for (var round = 0; round < Rounds; round++)
        {
            var gradient = new float[weights.Length];
            foreach (var example in examples)
                AddGradient(example, weights, gradient, example.Weight / all);
            adam.Step(weights, i => gradient[i] + (Shrinkage * (weights[i] - start[i])));
        }

        return weights;
    }

    /// <summary>Of −log of the share of probability the right candidates get.</summary>
    private static void AddGradient(TrainingExample example, float[] weights, float[] gradient, float share)
    {
        var scores = example.Candidates.Select(candidate => Retrieval.Evidence.Score(candidate.Evidence, weights)).ToArray();
        var top = scores.Max();
        var odds = scores.Select(score => MathF.Exp(score - top)).ToArray();
        var (all, right) = (odds.Sum(), odds.Where((_, i) => example.Candidates[i].IsRight).Sum());
        for (var i = 0; i < odds.Length; i++)
        {
            var pull = (odds[i] / all) - (example.Candidates[i].IsRight ? odds[i] / right : 0);
            for (var j = 0; j < weights.Length; j++)
                gradient[j] += share * pull * example.Candidates[i].Evidence[j];
        }
    }
}

/// <summary>One question with its candidates, at least one of them right.</summary>
internal sealed record TrainingExample(IReadOnlyList<(float[] Evidence, bool IsRight)> Candidates, float Weight);
