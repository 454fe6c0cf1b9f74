namespace Outreach.Inbox.Retention;

/// <summary>Something citizens leave behind that is kept for a time only. Consents and the audit are never among it.</summary>
public interface IRetained
{
    /// <summary>What goes, in the plural, for the log and the metric.</summary>
    string Kind { get; }

    /// <summary>Deletes some that are too old, in one short unit of work; how many went, 0 when there are none left.</summary>
    Task<int> RemoveAsync(RetentionLimits limits, CancellationToken ct);
}
