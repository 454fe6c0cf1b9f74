namespace Outreach.Assistant.Retrieval.Learning;

/// <summary>Logistic regression, deterministic.</summary>
internal static class OddsTrainer
{
    private const int Rounds = 1500;
    private const float Shrinkage = 0.003f;

    public static float[] Train(IReadOnlyList<(float[] Evidence, bool IsTrue, float Weight)> examples)
    {
        var size = examples[0].Evidence.Length;
        var (weights, adam) = (new float[size], new Adam(size));
        var all = examples.Sum(example => example.Weight);
        for (var round = 0; round < Rounds; round++)
        {
            var gradient = new float[size];
            foreach (var (evidence, isTrue, weight) in examples)
            {
                var miss = ScopeEvidence.Probability(evidence, weights) - (isTrue ? 1 : 0);
                for (var i = 0; i < size; i++)
                    gradient[i] += weight / all * miss * evidence[i];
            }

            adam.Step(weights, i => gradient[i] + (Shrinkage * weights[i]));
        }

        return weights;
    }
}
