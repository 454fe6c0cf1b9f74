namespace Outreach.Delivery;

/// <summary>
/// How long a claimed message waits for its turn before it is given back: far less than its lease. One per slot and used
/// again for every message, because most get their turn at once and then cost nothing here.
/// </summary>
internal sealed class Patience : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private readonly CancellationToken stopping;
    private CancellationTokenSource source;

    public Patience(CancellationToken stopping)
    {
        this.stopping = stopping;
        source = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    }

    /// <summary>False when the turn did not come in time, or the service stops.</summary>
    /// <param name="begin">Begins to wait with the token it is given.</param>
    public async ValueTask<bool> WaitAsync(Func<CancellationToken, ValueTask> begin)
    {
        var turn = begin(source.Token);
        if (turn.IsCompletedSuccessfully)
        {
            await turn;
            return true;
        }

        source.CancelAfter(Longest);
        try
        {
            await turn;
            source.CancelAfter(Timeout.InfiniteTimeSpan);
            return true;
        }
        catch (OperationCanceledException)
        {
            source.Dispose();
            source = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            return false;
        }
    }

    public void Dispose() => source.Dispose();
}
