using System.Collections.Concurrent;
using Outreach.Storage;

namespace Outreach.Inbox;

/// <summary>
/// Stores all that waits at one moment in one unit of work: a hundred webhooks at once are one transaction of three statements,
/// not a hundred. Who comes while a unit waits for its turn still joins it, so nobody waits for others to come.
/// </summary>
/// <param name="storeAllAsync">Stores arrivals inside a unit of work; whether each was new, in their order.</param>
/// <param name="storeOneAsync">The same for one of a batch that failed.</param>
/// <param name="stored">Called when some are durable, and new.</param>
internal sealed class ArrivalQueue(
    Database database,
    Func<DbSession, IReadOnlyList<Arrival>, Task<bool[]>> storeAllAsync,
    Func<DbSession, Arrival, Task<bool>> storeOneAsync,
    Action<IReadOnlyList<Arrival>> stored)
{
    /// <summary>Bounds how long the others who write wait behind one unit, on SQLite about 3 ms.</summary>
    private const int LargestBatch = 256;

    /// <summary>Units side by side on PostgreSQL. With more of them fewer arrivals share one, and each costs three round trips and a commit.</summary>
    private const int UnitsAtOnce = 4;

    private readonly ConcurrentQueue<Waiting> queue = new();

    /// <summary>One writer takes up one unit after the other by itself; the next must stand ready for it.</summary>
    private readonly int unitsAtOnce = database.HasOneWriter ? int.MaxValue : UnitsAtOnce;

    private int running;

    /// <summary>1 while a unit is asked for that has not begun: whoever comes joins it.</summary>
    private int asked;

    /// <summary>Durable when this returns; false when the event was known already. One that is cancelled before its unit begins is not stored.</summary>
    public Task<bool> AddAsync(Arrival arrival, CancellationToken ct)
    {
        var waiting = new Waiting(arrival, ct);
        queue.Enqueue(waiting);
        Ask();
        return waiting.Done;
    }

    private void Ask()
    {
        // What was queued must be seen by whoever ends a unit, or the end of that unit here.
        Interlocked.MemoryBarrier();
        if (queue.IsEmpty || Volatile.Read(ref running) >= unitsAtOnce || Interlocked.Exchange(ref asked, 1) == 1)
            return;
        Interlocked.Increment(ref running);
        _ = StoreAsync();
    }

    /// <summary>Never fails: each who waits learns how it went.</summary>
    private async Task StoreAsync()
    {
        List<Waiting>? batch = null;
        try
        {
            // A unit may run twice: what it has taken it keeps.
            var fresh = await database.WriteAsync(session => storeAllAsync(session, (batch ??= Take()).ConvertAll(each => each.Arrival)), CancellationToken.None);
            Answer(batch!, fresh);
        }
        catch (Exception e) when (batch is null)
        {
            // It did not even begin: the database is closed, or out of reach.
            Take().ForEach(each => each.Fail(e));
        }
        catch (Exception)
        {
            // One of them may be the reason, and the others must not suffer for it.
            await Task.WhenAll(batch!.Select(StoreAloneAsync));
        }

        // More may have come than one unit takes, or than there may be units.
        Interlocked.Decrement(ref running);
        Ask();
    }

    private async Task StoreAloneAsync(Waiting waiting)
    {
        try
        {
            Answer([waiting], [await database.WriteAsync(session => storeOneAsync(session, waiting.Arrival), waiting.Ct)]);
        }
        catch (Exception e)
        {
            waiting.Fail(e);
        }
    }

    private List<Waiting> Take()
    {
        // First, so that whoever is not taken now asks anew.
        Interlocked.Exchange(ref asked, 0);
        var batch = new List<Waiting>();
        while (batch.Count < LargestBatch && queue.TryDequeue(out var waiting))
        {
            if (waiting.Ct.IsCancellationRequested)
                waiting.Fail(new OperationCanceledException(waiting.Ct));
            else
                batch.Add(waiting);
        }

        // Two units that change the same conversations in different orders would wait for each other.
        if (!database.HasOneWriter)
            batch.Sort((one, other) => string.CompareOrdinal(one.Arrival.Lookup, other.Arrival.Lookup) is var order and not 0 ? order : one.Arrival.Id.CompareTo(other.Arrival.Id));
        return batch;
    }

    private void Answer(List<Waiting> batch, bool[] fresh)
    {
        if (fresh.Contains(true))
            stored(batch.ConvertAll(each => each.Arrival));
        for (var i = 0; i < batch.Count; i++)
            batch[i].Answer(fresh[i]);
    }

    private sealed class Waiting(Arrival arrival, CancellationToken ct)
    {
        // Continuations must not run one after another where the unit ended.
        private readonly TaskCompletionSource<bool> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Arrival Arrival => arrival;

        public CancellationToken Ct => ct;

        public Task<bool> Done => done.Task;

        public void Answer(bool fresh) => done.TrySetResult(fresh);

        public void Fail(Exception e)
        {
            if (e is OperationCanceledException && ct.IsCancellationRequested)
                done.TrySetCanceled(ct);
            else
                done.TrySetException(e);
        }
    }
}
