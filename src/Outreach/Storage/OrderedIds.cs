namespace Outreach.Storage;

/// <summary>Version 7 ids that ascend in the order in which they are asked for, also within one millisecond and when the clock steps back.</summary>
internal sealed class OrderedIds(TimeProvider time)
{
    private readonly Lock oneAtATime = new();
    private DateTimeOffset moment;
    private AscendingIds ids = new(DateTimeOffset.UnixEpoch);

    public Guid Next()
    {
        lock (oneAtATime)
        {
            if (time.GetUtcNow() is var now && now >= moment.AddMilliseconds(1))
                (moment, ids) = (now, new AscendingIds(now));
            return ids.Next();
        }
    }
}
