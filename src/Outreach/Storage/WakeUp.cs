namespace Outreach.Storage;

/// <summary>
/// Lets a worker sleep until someone has stored work for it, or a time has passed. The database is the truth; a signal that
/// gets lost costs a short wait, never a message.
/// </summary>
public abstract class WakeUp(TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim signal = new(0, 1);

    public void Wake()
    {
        // Asked before: where work comes faster than the worker looks, an exception for each would cost as much as storing it.
        if (signal.CurrentCount > 0)
            return;
        try
        {
            signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody else was faster.
        }
    }

    /// <summary>Returns when woken or after <paramref name="longest"/>, whichever comes first.</summary>
    public async Task WaitAsync(TimeSpan longest, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            await signal.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // The time passed.
        }
    }

    public void Dispose()
    {
        signal.Dispose();
        GC.SuppressFinalize(this);
    }
}
