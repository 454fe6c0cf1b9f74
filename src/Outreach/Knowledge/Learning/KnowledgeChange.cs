using System.Text.Encodings.Web;
using System.Text.Json;
using Outreach.Assistant.Knowledge;

namespace Outreach.Knowledge.Learning;

/// <summary>
/// Something an officer wants the assistant to know: more ways to say a procedure or a common question, or a new common question.
/// It is never edited: what was replayed and approved is what goes live.
/// </summary>
public sealed class KnowledgeChange
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public required Guid Id { get; init; }

    public required ChangeKind Kind { get; init; }

    /// <summary>Code of the procedure, or id of the common question.</summary>
    public required string Target { get; init; }

    /// <summary>JSON array.</summary>
    public required string Phrasings { get; init; }

    /// <summary>The new common question as JSON.</summary>
    public string? Faq { get; init; }

    /// <summary>The group of questions it answers.</summary>
    public string? GroupId { get; init; }

    public required ChangeState State { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The last <see cref="ReplayReport"/> as JSON; without one it cannot be approved.</summary>
    public string? Replay { get; init; }

    public string? ApprovedBy { get; init; }

    public DateTimeOffset? ApprovedAt { get; init; }

    public string? RevertedBy { get; init; }

    public DateTimeOffset? RevertedAt { get; init; }

    public IReadOnlyList<string> PhrasingList => JsonSerializer.Deserialize<List<string>>(Phrasings, Json)!;

    public Faq? NewFaq => Faq is null ? null : JsonSerializer.Deserialize<Faq>(Faq, Json)! with { Phrasings = PhrasingList };
}

/// <summary>What a change does.</summary>
public enum ChangeKind
{
    /// <summary>Names more for a procedure.</summary>
    Procedure = 1,

    /// <summary>More wordings of a common question.</summary>
    Faq,

    /// <summary>A common question that was not there.</summary>
    NewFaq,
}

/// <summary>Where a change stands.</summary>
public enum ChangeState
{
    Draft = 1,

    /// <summary>Live on every node.</summary>
    Approved,

    /// <summary>Taken back.</summary>
    Reverted,
}

/// <summary>How a request about a change ended.</summary>
public abstract record ChangeOutcome
{
    private ChangeOutcome()
    {
    }

    public sealed record Done(KnowledgeChange Change) : ChangeOutcome;

    public sealed record NotFound(Guid Id) : ChangeOutcome;

    /// <summary>Not possible as things stand; <paramref name="Reason"/> is for the officer to read.</summary>
    public sealed record Refused(string Reason) : ChangeOutcome;
}
