namespace Outreach.Delivery.Pacing;

/// <summary>
/// One <see cref="ErrorShare"/> per running campaign. What was not asked for in an hour is forgotten, so it grows no larger
/// than the campaigns of an hour. Thread safe.
/// </summary>
public sealed class ErrorShares(TimeProvider time)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private readonly Dictionary<Guid, Entry> entries = [];

    public int Count
    {
        get
        {
            lock (gate)
                return entries.Count;
        }
    }

    public ErrorShare Of(Guid campaignId)
    {
        lock (gate)
        {
            var now = time.GetTimestamp();
            if (!entries.TryGetValue(campaignId, out var entry))
            {
                // Only a newcomer makes it grow, so only a newcomer has to tidy.
                foreach (var (id, old) in entries)
                {
                    if (time.GetElapsedTime(old.TouchedAt, now) > KeptFor)
                        entries.Remove(id);
                }

                entries[campaignId] = entry = new Entry();
            }

            entry.TouchedAt = now;
            return entry.Share;
        }
    }

    /// <summary>Starts anew, as when an officer resumes a campaign that paused by itself.</summary>
    public void Forget(Guid campaignId)
    {
        lock (gate)
            entries.Remove(campaignId);
    }

    private sealed class Entry
    {
        public ErrorShare Share { get; } = new();

        public long TouchedAt { get; set; }
    }
}
