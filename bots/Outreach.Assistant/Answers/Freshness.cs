using Outreach.Assistant.Dialogs;
using Outreach.Assistant.Knowledge;

namespace Outreach.Assistant.Answers;

/// <summary>Whether what is known may still be asserted. Where it may not, the citizen is warned and an officer alarmed.</summary>
internal sealed class Freshness(KnowledgeBase knowledge, DateOnly today, int staleAfterDays)
{
    /// <summary>Null when the record may be answered from.</summary>
    public Doubt? Of(Procedure procedure)
    {
        if (procedure.SupersededBy is { } next)
            return Superseded(procedure, next);
        if (knowledge.Registers.Laws.EndedAmong(procedure.LegalBasis, today) is { } law)
            return Ended(procedure.Code, law);
        return procedure.Source.Date.AddDays(staleAfterDays) < today ? Stale(procedure) : null;
    }

    public Doubt? Of(Faq faq)
    {
        if (faq.ValidUntil is { } last && last < today)
            return new(Texts.Format(Texts.Vietnamese.FaqEnded, Dates.Write(last)), new Alarm(AlarmKind.Superseded, faq.Id, $"Câu trả lời hết hạn ngày {Dates.Write(last)}"));
        return knowledge.Registers.Laws.EndedAmong(faq.LegalBasis, today) is { } law ? Ended(faq.Id, law) : null;
    }

    private Doubt Superseded(Procedure procedure, string next)
    {
        var successor = knowledge.Procedure(next);
        var name = successor is null ? Texts.Format(Texts.Vietnamese.ByCode, next) : $"{successor.Name} ({next})";
        return new(
            Texts.Format(Texts.Vietnamese.Superseded, Dates.Write(procedure.Source.Date), name),
            new Alarm(AlarmKind.Superseded, procedure.Code, $"Đã được thay bằng {next}"),
            successor);
    }

    private static Doubt Ended(string id, EndingLaw law)
    {
        var successor = law.ReplacedBy is { } next ? Texts.Format(Texts.Vietnamese.ReplacedBy, next) : "";
        return new(
            Texts.Format(Texts.Vietnamese.LawEnded, law.Id, Dates.Write(law.Expires), successor),
            new Alarm(AlarmKind.LawEnded, id, $"{law.Id} hết hiệu lực từ {Dates.Write(law.Expires)}"));
    }

    private static Doubt Stale(Procedure procedure) => new(
        Texts.Format(Texts.Vietnamese.Stale, Dates.Write(procedure.Source.Date)),
        new Alarm(AlarmKind.Stale, procedure.Code, $"Nguồn cập nhật lần cuối {Dates.Write(procedure.Source.Date)}"));
}

/// <summary>Why a record is not asserted.</summary>
/// <param name="Warning">For the citizen.</param>
/// <param name="Successor">What to ask about instead, where it is known here.</param>
internal sealed record Doubt(string Warning, Alarm Alarm, Procedure? Successor = null);
