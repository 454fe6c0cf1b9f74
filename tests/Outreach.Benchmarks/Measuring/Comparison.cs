namespace Outreach.Benchmarks.Measuring;

/// <summary>
/// Measures a reference and ours in turn (A B A B …): on a shared machine the times of a run mean little, but what disturbs
/// one disturbs its neighbour alike, so their ratio holds.
/// </summary>
internal static class Comparison
{
    /// <summary>One unmeasured round of each comes first, for the compiler and the caches.</summary>
    /// <param name="warm">False when the caller has seen to that.</param>
    public static async Task<Series<T>> AlternateAsync<T>(int rounds, Func<Task<T>> reference, Func<Task<T>> ours, bool warm = true)
    {
        if (warm)
        {
            await reference();
            await ours();
        }

        var series = new Series<T>([], []);
        for (var i = 0; i < rounds; i++)
        {
            series.Reference.Add(await reference());
            series.Ours.Add(await ours());
        }

        return series;
    }
}

/// <summary>The rounds of a comparison, pair by pair.</summary>
internal sealed record Series<T>(List<T> Reference, List<T> Ours)
{
    public Series<TPart> Select<TPart>(Func<T, TPart> part) => new([.. Reference.Select(part)], [.. Ours.Select(part)]);
}

/// <summary>What sorting says about a few numbers.</summary>
internal static class Quantile
{
    public static double Median(IEnumerable<double> values) => Of(values, 0.5);

    /// <summary>The value below or at which that share lies.</summary>
    public static double Of(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        return sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
    }
}
