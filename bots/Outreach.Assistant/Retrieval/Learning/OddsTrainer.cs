namespace Outreach.Assistant.Retrieval.Learning;

/// <summary>Logistic regression, plain gradient descent with Adam's steps; deterministic.</summary>
internal static class OddsTrainer
{
    private const int Rounds = 1500;
    private const float Rate = 0.05f;
    private const float Shrinkage = 0.003f;

    public static float[] Train(IReadOnlyList<(float[] Evidence, bool IsTrue, float Weight)> examples)
    {
        var size = examples[0].Evidence.Length;
        var (weights, momentum, spread) = (new float[size], new float[size], new float[size]);
        var all = examples.Sum(example => example.Weight);
        for (var round = 1; round <= Rounds; round++)
        {
            var gradient = new float[size];
            foreach (var (evidence, isTrue, weight) in examples)
            {
                var miss = ScopeEvidence.Probability(evidence, weights) - (isTrue ? 1 : 0);
                for (var i = 0; i < size; i++)
                    gradient[i] += weight / all * miss * evidence[i];
            }

            for (var i = 0; i < size; i++)
            {
                var slope = gradient[i] + (Shrinkage * weights[i]);
                momentum[i] = (0.9f * momentum[i]) + (0.1f * slope);
                spread[i] = (0.999f * spread[i]) + (0.001f * slope * slope);
                weights[i] -= Rate * (momentum[i] / (1 - MathF.Pow(0.9f, round))) / (MathF.Sqrt(spread[i] / (1 - MathF.Pow(0.999f, round))) + 1e-8f);
            }
        }

        return weights;
    }
}
