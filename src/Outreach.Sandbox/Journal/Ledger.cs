namespace Outreach.Sandbox.Journal;

/// <summary>
/// Everything the sandbox knows, rebuilt from the journal at the start. Reads and writes go through one lock; a write is
/// numbered, applied and queued for the file in the same step, so memory and file agree on the order.
/// </summary>
internal sealed class Ledger : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly LedgerState state = new();
    private JournalFile journal = null!; // set by OpenAsync before anyone gets hold of the ledger

    private Ledger()
    {
    }

    /// <summary>Number of the newest thing that happened.</summary>
    public long LastSeq => Read(state => state.LastSeq);

    /// <summary>Entries an earlier run left with webhooks still owed, with the first stage that is.</summary>
    public IReadOnlyList<(JournalEntry Entry, int Stage)> Unsettled { get; private set; } = [];

    /// <summary>Entries up to this number are from an earlier run.</summary>
    public long SeqAtStart { get; private set; }

    /// <summary>The service's address in an earlier run.</summary>
    public Uri? EarlierServiceUrl { get; private set; }

    public static async Task<Ledger> OpenAsync(string? directory, CancellationToken ct)
    {
        var ledger = new Ledger();
        var unsettled = new Backlog();
        ledger.journal = await JournalFile.OpenAsync(directory, Restore, ct);
        ledger.Unsettled = unsettled.Drain();
        ledger.SeqAtStart = ledger.state.LastSeq;
        ledger.EarlierServiceUrl = ledger.state.ServiceUrl;
        return ledger;

        void Restore(JournalEntry entry)
        {
            ledger.state.Apply(entry);
            unsettled.Note(entry);
        }
    }

    /// <summary>Reads under the lock; what leaves must be a copy or immutable.</summary>
    public T Read<T>(Func<LedgerState, T> question)
    {
        lock (gate)
            return question(state);
    }

    /// <summary>Records what <paramref name="make"/> returns; null records nothing. It runs under the lock, so a check in it holds.</summary>
    /// <returns>The entry, once it would survive a kill.</returns>
    public async Task<T?> RecordAsync<T>(Func<LedgerState, T?> make)
        where T : JournalEntry
    {
        T? entry;
        Task written;
        lock (gate)
        {
            entry = make(state);
            if (entry is null)
                return null;
            state.Apply(entry);
            written = journal.AppendAsync(entry);
        }

        await written;
        return entry;
    }

    public Task RecordAsync(JournalEntry entry) => RecordAsync(_ => entry);

    public ValueTask DisposeAsync() => journal.DisposeAsync();
}
