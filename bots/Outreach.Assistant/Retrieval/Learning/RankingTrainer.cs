namespace Outreach.Assistant.Retrieval.Learning;

/// <summary>
/// Learns how much each clue counts, by multinomial logistic regression: the right candidate of each question should score
/// above the others. Deterministic; nothing is drawn at random.
/// </summary>
internal static class RankingTrainer
{
    private const int Rounds = 600;
    private const float Rate = 0.05f;

    /// <summary>Holds the weights near the start where few questions speak; chosen by leaving out one kind of question after the other.</summary>
    private const float Shrinkage = 0.1f;

    public static float[] Train(IReadOnlyList<TrainingExample> examples, float[] start)
    {
        var weights = (float[])start.Clone();
        var (momentum, spread) = (new float[weights.Length], new float[weights.Length]);
        var all = examples.Sum(example => example.Weight);
        for (var round = 1; round <= Rounds; round++)
        {
            var gradient = new float[weights.Length];
            foreach (var example in examples)
                AddGradient(example, weights, gradient, example.Weight / all);
            for (var i = 0; i < weights.Length; i++)
            {
                // Adam: the clues differ in scale.
                var slope = gradient[i] + (Shrinkage * (weights[i] - start[i]));
                momentum[i] = (0.9f * momentum[i]) + (0.1f * slope);
                spread[i] = (0.999f * spread[i]) + (0.001f * slope * slope);
                weights[i] -= Rate * (momentum[i] / (1 - MathF.Pow(0.9f, round))) / (MathF.Sqrt(spread[i] / (1 - MathF.Pow(0.999f, round))) + 1e-8f);
            }
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
