using Outreach.Assistant.Dialogs;

namespace Outreach.Assistant.Answers;

/// <summary>What is said about a dossier.</summary>
internal static class DossierAnswer
{
    public static readonly Uri Portal = new("https://dichvucong.gov.vn");

    public static string Compose(string code, DossierFinding finding, Texts say, string hotline) => finding switch
    {
        DossierFinding.Known known => Known(code, known, say),
        DossierFinding.Unknown => Texts.Format(say.DossierUnknown, code),
        DossierFinding.Unreachable => Texts.Format(say.DossierUnreachable, code, hotline),
        DossierFinding.OnPortal => Texts.Format(say.DossierOnPortal, code),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Known(string code, DossierFinding.Known known, Texts say) => string.Join('\n', new[]
    {
        Texts.Format(say.DossierKnown, code, say.Of(known.Stage)),
        known.Procedure is { } procedure ? Texts.Format(say.DossierProcedure, procedure) : null,
        known.Office is { } office ? Texts.Format(say.DossierOffice, office) : null,
        known.ReceivedOn is { } received ? Texts.Format(say.DossierReceivedOn, Dates.Write(received)) : null,
        known.DueOn is { } due ? Texts.Format(say.DossierDueOn, Dates.Write(due)) : null,
        Texts.Format(say.DossierAsOf, Dates.Write(known.AsOf)),
    }.Where(line => line is not null));
}
