namespace Outreach.Tests.Delivery.Model;

/// <summary>The process is gone: what it was about to do is not done.</summary>
internal sealed class ProcessDiedException : Exception;

/// <summary>A clock whose process dies when it asks for the time once more than allowed: planning asks once a page.</summary>
internal sealed class DyingClock(TimeProvider clock) : TimeProvider
{
    /// <summary>How many questions are left; null: any number.</summary>
    public int? Left { get; set; }

    public override DateTimeOffset GetUtcNow()
    {
        if (Left is { } left)
        {
            if (left == 0)
                throw new ProcessDiedException();
            Left = left - 1;
        }

        return clock.GetUtcNow();
    }
}
