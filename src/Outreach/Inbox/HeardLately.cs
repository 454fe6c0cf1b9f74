namespace Outreach.Inbox;

/// <summary>
/// Who was heard within the last minute: their conversation is there, and when they were heard is written down exactly enough
/// (providers allow answers for a day or a week). Saves rewriting a conversation for each message of a burst.
/// </summary>
/// <remarks>An address that was deleted meanwhile, here or by another node, is not noticed here; what is stored must not rely on it.</remarks>
internal sealed class HeardLately
{
    /// <summary>Bounds the memory, at about 200 bytes each, to some megabytes; who is not remembered is written down again.</summary>
    private const int Most = 20_000;

    private static readonly TimeSpan Exactness = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly HashSet<(string Account, string Lookup)> heard = [];
    private DateTimeOffset since;

    /// <summary>Those who must be written down.</summary>
    public List<Arrival> Others(IReadOnlyList<Arrival> arrivals)
    {
        lock (gate)
            return [.. arrivals.Where(arrival => !IsRecent(arrival) || !heard.Contains((arrival.Account, arrival.Lookup)))];
    }

    /// <summary>Only after that is durable.</summary>
    public void Add(IReadOnlyList<Arrival> written)
    {
        lock (gate)
        {
            foreach (var arrival in written)
            {
                if (!IsRecent(arrival))
                {
                    heard.Clear();
                    since = arrival.At;
                }

                if (heard.Count < Most)
                    heard.Add((arrival.Account, arrival.Lookup));
            }
        }
    }

    private bool IsRecent(Arrival arrival) => arrival.At - since < Exactness && since - arrival.At < Exactness;
}
