using System.Globalization;

namespace Outreach.Benchmarks.Measuring;

/// <summary>A line of the table.</summary>
internal sealed record Row(string Name, string What, string Reference, string Ours, string Ratio)
{
    public const string Header = "| name | what | reference | ours | ratio (spread over rounds) |\n| --- | --- | --- | --- | --- |";

    public string Markdown => $"| {Name} | {What} | {Reference} | {Ours} | {Ratio} |";

    /// <param name="what">What is counted, in which unit, and which way is better.</param>
    /// <param name="reference">What the reference is.</param>
    public static Row Of(string name, string what, string reference, Series<double> series)
    {
        var ratios = series.Reference.Zip(series.Ours, (theirs, ours) => ours / theirs).ToList();
        return new Row(
            name,
            what,
            $"{Number(Quantile.Median(series.Reference))} ({reference})",
            Number(Quantile.Median(series.Ours)),
            $"**{Number(Quantile.Median(ratios))}** ({Number(ratios.Min())}–{Number(ratios.Max())})");
    }

    /// <summary>Three digits say all that such a measurement knows.</summary>
    public static string Number(double value) => value switch
    {
        >= 100 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    };
}
