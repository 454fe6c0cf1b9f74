using System.Globalization;
using Outreach.Assistant.Knowledge;

namespace Outreach.Content.Infographics;

/// <summary>One paragraph of a card: optionally a bullet, optionally a few strong words first.</summary>
internal sealed record FactLine(string Text, string? Strong = null, bool Bullet = false);

/// <summary>What one card says.</summary>
internal sealed record Fact(InfographicFact Kind, string Label, IReadOnlyList<FactLine> Lines);

/// <summary>The facts of a procedure in the words of a card. A fact that is not known has no card; nothing is filled in.</summary>
internal static class ProcedureFacts
{
    // Not a culture of the machine, which may lack it: the same picture must come out everywhere.
    private static readonly NumberFormatInfo Dong = new() { NumberGroupSeparator = "." };

    /// <param name="today">A fee is shown only on the days on which it holds.</param>
    public static IReadOnlyList<Fact> Of(Procedure procedure, IReadOnlyList<InfographicFact> show, DateOnly today) =>
        [.. show.Distinct().Select(kind => Of(procedure, kind, today)).Where(fact => fact.Lines.Count > 0)];

    private static Fact Of(Procedure procedure, InfographicFact kind, DateOnly today) => kind switch
    {
        InfographicFact.Documents => new(kind, "GIẤY TỜ CẦN CÓ", DocumentLines(procedure.Documents)),
        InfographicFact.Time => new(kind, "THỜI HẠN GIẢI QUYẾT", Line(procedure.Time)),
        InfographicFact.Fee => new(kind, "LỆ PHÍ", [.. procedure.Fees.Where(fee => fee.HoldsOn(today)).Select(FeeLine)]),
        InfographicFact.Where => new(kind, "NƠI NỘP HỒ SƠ", Line(procedure.Where)),
        InfographicFact.Level => new(kind, "MỨC ĐỘ TRỰC TUYẾN", LevelLine(procedure.Level)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a fact of a procedure."),
    };

    // A few words ("3 ngày làm việc") are the whole message of their card and stand out; a sentence would shout.
    private const int LongestStrong = 24;

    private static FactLine[] Line(string? text) => text?.Trim() switch
    {
        null or "" => [],
        { Length: <= LongestStrong } few => [new FactLine("", few)],
        var sentence => [new FactLine(sentence)],
    };

    private static FactLine[] DocumentLines(IReadOnlyList<string> documents) =>
        documents is [var only] ? Line(only) : [.. documents.Select(text => new FactLine(text, Bullet: true))];

    // Both vocabularies: "mức độ 3, 4" is what people have heard for years.
    private static FactLine[] LevelLine(OnlineLevel level) => level switch
    {
        OnlineLevel.Full => [new FactLine("", "Toàn trình"), new FactLine("trước đây là mức độ 4")],
        OnlineLevel.Partial => [new FactLine("", "Một phần"), new FactLine("trước đây là mức độ 3")],
        OnlineLevel.Offline => [new FactLine("", "Chưa nộp trực tuyến")],
        _ => [],
    };

    private static FactLine FeeLine(Fee fee)
    {
        var amount = fee.Amount switch
        {
            null => null,
            0 => "Miễn phí",
            { } dong => dong.ToString("#,##0", Dong) + " đồng" + (fee.Per is null ? "" : $"/{fee.Per}"),
        };
        var channel = fee.Channel switch
        {
            "online" => "nộp trực tuyến",
            "counter" => "nộp trực tiếp",
            _ => null,
        };
        var until = fee.Until is { } day ? string.Create(CultureInfo.InvariantCulture, $"đến hết ngày {day:dd/MM/yyyy}") : null;
        return new FactLine(string.Join(" · ", new[] { channel, fee.Case, until, fee.Note }.OfType<string>()), amount);
    }
}
