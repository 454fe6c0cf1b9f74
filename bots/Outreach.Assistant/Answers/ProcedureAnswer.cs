using Outreach.Assistant.Knowledge;

namespace Outreach.Assistant.Answers;

/// <summary>Puts one side of a procedure into a short answer that ends with its source.</summary>
internal static class ProcedureAnswer
{
    /// <summary>A phone screen; the rest is one tap away on the portal.</summary>
    private const int MostLines = 12;
    private const int LongestLine = 400;

    private static readonly Uri Portal = new("https://dichvucong.gov.vn");

    private static readonly Aspect[] Offered =
        [Aspect.Documents, Aspect.Fee, Aspect.Time, Aspect.Where, Aspect.Link, Aspect.Payment, Aspect.Steps];

    private static Texts Texts => Texts.Vietnamese;

    /// <param name="aspect">Null for the overview.</param>
    public static string Compose(Procedure procedure, Aspect? aspect, DateOnly today)
    {
        var lines = aspect is { } asked
            ? [Texts.Format(Texts.Heading, procedure.Name, Texts.Title(asked)), .. Section(procedure, asked, today)]
            : Overview(procedure, today);
        return string.Join('\n', [.. lines, "", SourceLine(procedure)]);
    }

    /// <summary>What else can be asked about the procedure, most wanted first.</summary>
    public static IEnumerable<Aspect> Others(Procedure procedure, Aspect? answered) => Offered.Where(aspect =>
        aspect != answered && (aspect is not (Aspect.Link or Aspect.Payment) || procedure.Level != OnlineLevel.Offline)
        && (aspect != Aspect.Steps || procedure.Steps.Count > 0));

    public static Uri LinkOf(Procedure procedure) => procedure.Link ?? Portal;

    private static List<string> Overview(Procedure procedure, DateOnly today)
    {
        List<string> lines = [$"{procedure.Name} (mã {procedure.Code})"];
        if (procedure.Agency is { } agency)
            lines.Add("- " + Texts.Format(Texts.Agency, agency));
        if (procedure.Time is { } time)
            lines.Add($"- {Texts.Title(Aspect.Time)}: {Cut(time)}");
        lines.Add($"- {Texts.Title(Aspect.Level)}: {Level(procedure)}");
        var fees = FeeLines.Of(procedure, today);
        lines.Add(fees.Count == 1 ? $"- {Texts.Title(Aspect.Fee)}: {fees[0].TrimStart('-', ' ')}" : $"- {Texts.Title(Aspect.Fee)}:");
        if (fees.Count > 1)
            lines.AddRange(fees.Take(4).Select(fee => "  " + fee));
        return lines;
    }

    private static IEnumerable<string> Section(Procedure procedure, Aspect aspect, DateOnly today) => aspect switch
    {
        Aspect.Documents => Listed(procedure, aspect, procedure.Documents, _ => "- "),
        Aspect.Fee => FeeLines.Of(procedure, today),
        Aspect.Time => Stated(aspect, procedure.Time),
        Aspect.Where => procedure is { Where: null, Agency: { } agency }
            ? [Texts.Format(Texts.Agency, agency)]
            : Stated(aspect, procedure.Where),
        Aspect.Payment => [procedure.Payment ?? Texts.PaymentGeneral, Texts.Fraud],
        Aspect.Steps => Listed(procedure, aspect, procedure.Steps, i => $"{i + 1}. "),
        Aspect.Level => [Level(procedure)],
        Aspect.Link => procedure.Level == OnlineLevel.Offline
            ? [Level(procedure)]
            : [Level(procedure), Texts.Format(Texts.LinkGeneral, LinkOf(procedure).ToString().TrimEnd('/'), procedure.Code)],
        Aspect.LegalBasis => Listed(procedure, aspect, procedure.LegalBasis, _ => "- "),
        Aspect.Result => Stated(aspect, procedure.Result),
        Aspect.Conditions => Stated(aspect, procedure.Conditions),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Level(Procedure procedure) => procedure.Level switch
    {
        OnlineLevel.Full => Texts.LevelFull,
        OnlineLevel.Partial => Texts.LevelPartial,
        OnlineLevel.Offline => Texts.LevelOffline,
        _ => Texts.LevelUnknown,
    };

    private static IEnumerable<string> Stated(Aspect aspect, string? text) =>
        [string.IsNullOrWhiteSpace(text) ? Texts.NotStated(aspect) : Cut(text.Trim())];

    private static IEnumerable<string> Listed(Procedure procedure, Aspect aspect, IReadOnlyList<string> items, Func<int, string> bullet)
    {
        if (items.Count == 0)
            return [Texts.NotStated(aspect)];
        var shown = items.Take(MostLines).Select((item, i) => bullet(i) + Cut(item.Trim().TrimStart('-', '+', '*', ' ')));
        return items.Count > MostLines ? shown.Append(Texts.Format(Texts.SeeMore, procedure.Code)) : shown;
    }

    private static string Cut(string text) => text.Length <= LongestLine ? text : text[..LongestLine].TrimEnd() + "…";

    private static string SourceLine(Procedure procedure)
    {
        var source = procedure.Source;
        var line = Texts.Format(Texts.Source, source.Name, procedure.Name, procedure.Code, Dates.Write(source.Date));
        return line + (source.Decision is { } decision ? Texts.Format(Texts.Decision, decision) : "") + ".";
    }
}
