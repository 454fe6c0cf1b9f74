namespace Outreach.Benchmarks.Measuring;

/// <summary>How much is measured: <c>--quick</c> shows that a path runs, its numbers are rough.</summary>
internal sealed record Scale(bool Quick)
{
    public const string QuickSwitch = "--quick";

    public int Rounds => Quick ? 3 : 5;

    public int Of(int full, int quick) => Quick ? quick : full;
}
