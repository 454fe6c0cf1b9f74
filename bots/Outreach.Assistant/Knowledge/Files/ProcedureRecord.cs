using System.Globalization;
using System.Text.RegularExpressions;

namespace Outreach.Assistant.Knowledge.Files;

/// <summary>A line of a procedure file. What is empty there stays empty: an empty fee is "not stated".</summary>
internal sealed partial record ProcedureRecord
{
    public string? Id { get; init; }

    public string? Code { get; init; }

    public string? Name { get; init; }

    public string? Field { get; init; }

    public string? Agency { get; init; }

    public string? Level { get; init; }

    public string? AdminLevel { get; init; }

    public string? Target { get; init; }

    public string? Steps { get; init; }

    public IReadOnlyList<string>? Ways { get; init; }

    public IReadOnlyList<string>? Documents { get; init; }

    public string? Fee { get; init; }

    public string? TimeLimit { get; init; }

    public IReadOnlyList<string>? LegalBasis { get; init; }

    public string? Conditions { get; init; }

    public string? Result { get; init; }

    public string? Keywords { get; init; }

    public string? Decision { get; init; }

    public string? OnlineUrl { get; init; }

    public string? Source { get; init; }

    public Procedure? ToProcedure(DateOnly read)
    {
        if (Text(Code ?? Id) is not { } code || Text(Name) is not { } name)
            return null;
        return new Procedure
        {
            Code = code,
            Name = name,
            Field = Text(Field),
            Agency = Text(Agency),
            AdministrativeLevel = Text(AdminLevel),
            Audience = Text(Target),
            Level = LevelOf(Level),
            Documents = Documents ?? [],
            Time = Text(TimeLimit),
            Fees = Text(Fee) is { } fee ? [new Fee(null, Note: fee)] : [],
            Steps = Text(Steps)?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
            Where = Ways is { Count: > 0 } ? string.Join("; ", Ways) : null,
            Result = Text(Result),
            Conditions = Text(Conditions),
            LegalBasis = LegalBasis ?? [],
            Link = Uri.TryCreate(OnlineUrl, UriKind.Absolute, out var link) ? link : null,
            Source = new Source("Cổng Dịch vụ công quốc gia", DayIn(Source) ?? read, Text(Decision)),
        };
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static OnlineLevel LevelOf(string? level) => level switch
    {
        "toàn trình" => OnlineLevel.Full,
        "một phần" => OnlineLevel.Partial,
        "không trực tuyến" => OnlineLevel.Offline,
        _ => OnlineLevel.Unknown,
    };

    private static DateOnly? DayIn(string? source) =>
        Day().Match(source ?? "") is { Success: true } match
        && DateOnly.TryParseExact(match.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    [GeneratedRegex(@"\b20\d\d-\d\d-\d\d\b")]
    private static partial Regex Day();
}
