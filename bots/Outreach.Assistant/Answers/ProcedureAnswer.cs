using Outreach.Assistant.Knowledge;

namespace Outreach.Assistant.Answers;

/// <summary>Puts one side of a procedure into a short answer that ends with its source.</summary>
internal sealed class ProcedureAnswer(Procedure procedure, DateOnly today, AnswerSize size)
{
    private static readonly Uri Portal = new("https://dichvucong.gov.vn");

    private static readonly Aspect[] Offered =
        [Aspect.Documents, Aspect.Fee, Aspect.Time, Aspect.Where, Aspect.Link, Aspect.Payment, Aspect.Steps];

    private static Texts Texts => Texts.Vietnamese;

    /// <param name="aspect">Null for the overview.</param>
    public string Compose(Aspect? aspect)
    {
        var lines = aspect is { } asked
            ? [Texts.Format(Texts.Heading, procedure.Name, Texts.Title(asked)), .. Section(asked)]
            : Overview();
        return string.Join('\n', [.. lines, .. size.Brief ? [BriefSource()] : (string[])["", SourceLine()]]);
    }

    /// <summary>What is said of a record that must not be asserted: that it is doubted, of when it is, and where to look.</summary>
    public string Doubted(Doubt doubt) => string.Join(
        '\n',
        Texts.Format(Texts.NameAndCode, procedure.Name, procedure.Code),
        doubt.Warning,
        Texts.Format(Texts.LookUp, LinkOf(procedure).ToString().TrimEnd('/'), procedure.Code));

    /// <summary>What else can be asked about a procedure, most wanted first.</summary>
    public static IEnumerable<Aspect> Others(Procedure procedure, Aspect? answered) => Offered.Where(aspect =>
        aspect != answered && (aspect is not (Aspect.Link or Aspect.Payment) || procedure.Level != OnlineLevel.Offline)
        && (aspect != Aspect.Steps || procedure.Steps.Count > 0));

    public static Uri LinkOf(Procedure procedure) => procedure.Link ?? Portal;

    private List<string> Overview()
    {
        List<string> lines = [Texts.Format(Texts.NameAndCode, procedure.Name, procedure.Code)];
        if (procedure.Agency is { } agency)
            lines.Add("- " + Texts.Format(Texts.Agency, Short(agency)));
        if (procedure.Time is { } time)
            lines.Add($"- {Texts.Title(Aspect.Time)}: {Short(string.Join("; ", TimeLines.Of(time)))}");
        lines.Add($"- {Texts.Title(Aspect.Level)}: {Level()}");
        var fees = FeeLines.Of(procedure, today);
        lines.Add(fees.Count == 1 ? $"- {Texts.Title(Aspect.Fee)}: {fees[0].TrimStart('-', ' ')}" : $"- {Texts.Title(Aspect.Fee)}:");
        if (fees.Count > 1)
            lines.AddRange(fees.Take(4).Select(fee => "  " + fee));
        return lines;
    }

    private IEnumerable<string> Section(Aspect aspect) => aspect switch
    {
        Aspect.Documents => Listed(aspect, ListLines.Documents(procedure.Documents, size)),
        Aspect.Fee => Bounded(FeeLines.Of(procedure, today)),
        Aspect.Time => procedure.Time is { } time ? Bounded(TimeLines.Of(time)) : [Texts.NotStated(aspect)],
        Aspect.Where => Where(),
        Aspect.Payment => [procedure.Payment ?? Texts.PaymentGeneral, Texts.Fraud],
        Aspect.Steps => Listed(aspect, ListLines.Steps(procedure.Steps, size)),
        Aspect.Level => [Level()],
        Aspect.Link => procedure.Level == OnlineLevel.Offline
            ? [Level()]
            : [Level(), Texts.Format(Texts.LinkGeneral, LinkOf(procedure).ToString().TrimEnd('/'), procedure.Code)],
        Aspect.LegalBasis => Listed(aspect, Bounded([.. procedure.LegalBasis.Select(law => "- " + TextCut.At(law.TrimStart('-', ' '), size.Line))])),
        Aspect.Result => Stated(aspect, procedure.Result),
        Aspect.Conditions => Stated(aspect, procedure.Conditions),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>How to hand it in, each way once, and who decides: a citizen who asks where wants both.</summary>
    private IEnumerable<string> Where()
    {
        var ways = procedure.Where?.Split("; ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct();
        if (ways is not null)
            yield return Short(string.Join("; ", ways));
        if (procedure.Agency is { } agency)
            yield return Texts.Format(Texts.Agency, Short(agency));
        else if (ways is null)
            yield return Texts.NotStated(Aspect.Where);
    }

    private string Level() => procedure.Level switch
    {
        OnlineLevel.Full => Texts.LevelFull,
        OnlineLevel.Partial => Texts.LevelPartial,
        OnlineLevel.Offline => Texts.LevelOffline,
        _ => Texts.LevelUnknown,
    };

    private IEnumerable<string> Stated(Aspect aspect, string? text) =>
        [string.IsNullOrWhiteSpace(text) ? Texts.NotStated(aspect) : Short(text)];

    private static IEnumerable<string> Listed(Aspect aspect, IReadOnlyList<string> lines) => lines.Count == 0 ? [Texts.NotStated(aspect)] : lines;

    private IReadOnlyList<string> Bounded(IReadOnlyList<string> lines) =>
        lines.Count <= size.Lines ? lines : [.. lines.Take(size.Lines), Texts.Format(Texts.SeeMore, lines.Count - size.Lines)];

    /// <summary>A paragraph of two or three lines.</summary>
    private string Short(string text) => TextCut.At(text, 2 * size.Line);

    private string SourceLine()
    {
        var source = procedure.Source;
        var line = Texts.Format(Texts.Source, source.Name, procedure.Name, procedure.Code, Dates.Write(source.Date));
        return line + (source.Decision is { } decision ? Texts.Format(Texts.Decision, decision) : "") + ".";
    }

    private string BriefSource() => Texts.Format(Texts.BriefSource, procedure.Source.Name, procedure.Code, Dates.Write(procedure.Source.Date));
}
