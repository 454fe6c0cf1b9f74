using Outreach.Content;

namespace Outreach.Knowledge.Import;

/// <summary>What an import did.</summary>
public sealed class ProcedureImportResult
{
    private readonly List<RejectedLine> rejected = [];
    private readonly List<string> codes = [];

    public int Added { get; private set; }

    public int Changed { get; private set; }

    public int Unchanged { get; private set; }

    /// <summary>Lines that could not be used, in order.</summary>
    public IReadOnlyList<RejectedLine> Rejected => rejected;

    /// <summary>Codes of the file that the content folder has too. Its records are reviewed, so they are what is answered from.</summary>
    public IReadOnlyList<string> ReviewedIn(ContentLibrary content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return [.. content.Procedures.Select(procedure => procedure.Code).Intersect(codes).Order(StringComparer.Ordinal)];
    }

    internal void Accept(string code) => codes.Add(code);

    internal void Reject(int line, string reason) => rejected.Add(new RejectedLine(line, reason));

    internal void Add(GroupCounts counts)
    {
        Added += counts.Added;
        Changed += counts.Changed;
        Unchanged += counts.Unchanged;
    }
}

/// <summary>A line that was left out.</summary>
public sealed record RejectedLine(int Line, string Reason);

/// <summary>Of one unit of work, counted only when it is done: it may run twice.</summary>
internal sealed record GroupCounts(int Added, int Changed, int Unchanged);
