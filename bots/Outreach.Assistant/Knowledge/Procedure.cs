namespace Outreach.Assistant.Knowledge;

/// <summary>
/// One administrative procedure as published by the agency that owns it. A fact that was not verified is left empty:
/// the assistant then says "not stated", never a guess.
/// </summary>
public sealed record Procedure
{
    /// <summary>National code, for example <c>1.001193</c>; a provincial or unit suffix is kept.</summary>
    public required string Code { get; init; }

    public required string Name { get; init; }

    /// <summary>What people call it, in their own spelling; used for finding, never shown as fact.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Field of administration, for example "Hộ tịch".</summary>
    public string? Field { get; init; }

    /// <summary>Who decides the dossier today.</summary>
    public string? Agency { get; init; }

    /// <summary>Level of government that handles it, in the words of the source ("Cấp Tỉnh, Cấp Xã").</summary>
    public string? AdministrativeLevel { get; init; }

    /// <summary>Who it is for, in the words of the source ("Công dân Việt Nam; Doanh nghiệp").</summary>
    public string? Audience { get; init; }

    public OnlineLevel Level { get; init; } = OnlineLevel.Unknown;

    /// <summary>Number in the list of 25 essential services (Đề án 06), where it is one of them.</summary>
    public int? Essential { get; init; }

    public IReadOnlyList<string> Documents { get; init; } = [];

    /// <summary>Time limit in the words of the record, for example "7 ngày làm việc".</summary>
    public string? Time { get; init; }

    /// <summary>Empty means the source states no fee. It never means "free": that is a fee of 0.</summary>
    public IReadOnlyList<Fee> Fees { get; init; } = [];

    /// <summary>How the fee can be paid.</summary>
    public string? Payment { get; init; }

    public IReadOnlyList<string> Steps { get; init; } = [];

    /// <summary>Where and how to file.</summary>
    public string? Where { get; init; }

    public string? Result { get; init; }

    public string? Conditions { get; init; }

    /// <summary>Documents the procedure rests on, as cited.</summary>
    public IReadOnlyList<string> LegalBasis { get; init; } = [];

    /// <summary>Page where the dossier is filed.</summary>
    public Uri? Link { get; init; }

    /// <summary>Code of the procedure that has taken its place; what this one says is then no longer asserted.</summary>
    public string? SupersededBy { get; init; }

    public required Source Source { get; init; }
}

/// <summary>Online level in both vocabularies: "toàn trình / một phần" of 2022 and "mức độ 4 / 3" of before.</summary>
public enum OnlineLevel
{
    /// <summary>Not stated by the source.</summary>
    Unknown = 0,

    /// <summary>Not offered online.</summary>
    Offline,

    /// <summary>Một phần; formerly level 3.</summary>
    Partial,

    /// <summary>Toàn trình; formerly level 4.</summary>
    Full,
}

/// <summary>One amount with the circumstances under which it holds. Outside its dates no amount may be quoted.</summary>
/// <param name="Amount">In đồng; <c>0</c> is "free"; null when only <paramref name="Note"/> is known.</param>
/// <param name="Case">Which case the amount is for, for example "cấp lại do mất".</param>
/// <param name="Channel">"online", "counter" or null for any.</param>
/// <param name="Per">What one amount buys, for example "lần" or "bản".</param>
public sealed record Fee(
    decimal? Amount,
    string? Case = null,
    string? Channel = null,
    string? Per = null,
    DateOnly? From = null,
    DateOnly? Until = null,
    string? Basis = null,
    string? Note = null)
{
    /// <summary>Whether the amount may be quoted on that day.</summary>
    public bool HoldsOn(DateOnly day) => (From is null || From <= day) && (Until is null || day <= Until);
}

/// <summary>Where a fact was read and as of when; shown under every answer.</summary>
/// <param name="Date">Day the source was last updated or read, whichever the source states.</param>
/// <param name="Decision">The announcing decision, where one is known.</param>
public sealed record Source(string Name, DateOnly Date, string? Decision = null, Uri? Link = null);
