using System.Threading.Tasks.Sources;

namespace Outreach.Delivery.Pacing;

/// <summary>A place in a pacer's line; used again by another message as soon as its wait was observed.</summary>
internal sealed class Waiter : IValueTaskSource
{
    private readonly Pacer pacer;
    private ManualResetValueTaskSourceCore<bool> wait = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration cancellation;

    public Waiter(Pacer pacer)
    {
        this.pacer = pacer;
        Place = new LinkedListNode<Waiter>(this);
    }

    /// <summary>Carried along, so that standing in line allocates nothing.</summary>
    public LinkedListNode<Waiter> Place { get; }

    public Lane Lane { get; set; }

    public double Cost { get; set; }

    public bool IsWaiting => Place.List is not null;

    public ValueTask WaitAsync(CancellationToken ct)
    {
        // Outside the pacer's lock: a token cancelled just now calls back at once.
        cancellation = ct.UnsafeRegister(static (waiter, token) => ((Waiter)waiter!).Cancel(token), this);
        return new ValueTask(this, wait.Version);
    }

    public void Go() => wait.SetResult(true);

    public void Fail(Exception e) => wait.SetException(e);

    public ValueTaskSourceStatus GetStatus(short token) => wait.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        wait.OnCompleted(continuation, state, token, flags);

    public void GetResult(short token)
    {
        // Also waits for a cancellation that is under way, which must not hit the next user of this place.
        cancellation.Dispose();
        try
        {
            wait.GetResult(token);
        }
        finally
        {
            wait.Reset();
            pacer.Reuse(this);
        }
    }

    private void Cancel(CancellationToken ct) => pacer.Abandon(this, ct);
}
