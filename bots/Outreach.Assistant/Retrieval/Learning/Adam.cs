namespace Outreach.Assistant.Retrieval.Learning;

/// <summary>Gradient descent with a step per weight (Adam), for clues that differ in scale.</summary>
internal sealed class Adam(int size)
{
    private const float Rate = 0.05f;

    private readonly float[] momentum = new float[size];
    private readonly float[] spread = new float[size];
    private int round;

    /// <summary>One step down the gradient.</summary>
    public void Step(float[] weights, Func<int, float> slopeOf)
    {
        round++;
        for (var i = 0; i < weights.Length; i++)
        {
            var slope = slopeOf(i);
            momentum[i] = (0.9f * momentum[i]) + (0.1f * slope);
            spread[i] = (0.999f * spread[i]) + (0.001f * slope * slope);
            weights[i] -= Rate * (momentum[i] / (1 - MathF.Pow(0.9f, round))) / (MathF.Sqrt(spread[i] / (1 - MathF.Pow(0.999f, round))) + 1e-8f);
        }
    }
}
