using Outreach.Assistant.Dialogs;

namespace Outreach.Assistant.Evaluation;

/// <summary>A question with what was made of it, and how right that was.</summary>
public sealed record EvaluatedRow(LabelledQuestion Question, EvaluatedQuestion Answer)
{
    /// <summary>The kind it is reported under.</summary>
    public string Name => Question.Kind ?? "";

    public bool AsksForProcedure => Question.Procedures is { Count: > 0 };

    public bool AsksForFaq => Question.LabelType == "faq";

    /// <summary>0 for the first place, -1 when no right procedure was shown.</summary>
    public int PlaceOfProcedure => Ranks.PlaceOf(Answer.Procedures, id => Question.Procedures?.Contains(id) == true);

    /// <summary>0 for the first place, -1 when no right common question was shown.</summary>
    public int PlaceOfFaq => Ranks.PlaceOf(Answer.Faqs, id => id == Question.Label || Question.AlsoOk?.Contains(id) == true);

    /// <summary>Out of scope and not refused.</summary>
    public bool IsIntruder => Question.IsOutOfScope && Answer.Decision is (Decision.Answer or Decision.Clarify);

    /// <summary>In scope and refused.</summary>
    public bool IsRefused => !Question.IsOutOfScope && Answer.Decision is (Decision.OutOfScope or Decision.SmallTalk);

    public bool IsWrong =>
        IsIntruder || IsRefused || (AsksForProcedure && PlaceOfProcedure != 0) || (AsksForFaq && Question.Canonical != true && PlaceOfFaq != 0);
}
