using Outreach.Assistant.Dialogs;

namespace Outreach.Assistant.Answers;

/// <summary>What the assistant says of itself, and its menus.</summary>
internal sealed partial class Texts
{
    /// <summary>The citizen's language; Vietnamese unless it is English.</summary>
    public static Texts In(string? language) => language == "en" ? English : Vietnamese;

    public string Title(GuideStep step) => Get("GuideStep" + step);

    public string Of(DossierStage stage) => Get("Stage" + stage);

    public string Welcome => Get();

    public string Introduction => Get();

    public string Thanks => Get();

    public string Goodbye => Get();

    public string Identity => Get();

    public string Handoff => Get();

    public string Misconduct => Get();

    public string OutOfScope => Get();

    public string Empty => Get();

    public string Clarify => Get();

    public string WhichProcedure => Get();

    public string UnknownCode => Get();

    public string Sensitive => Get();

    public string Person => Get();

    public string PersonAsked => Get();

    public string OpenPortal => Get();

    public string IntroductionBrief => Get();

    public string Capabilities => Get();

    public string Sad => Get();

    public string Praise => Get();

    public string Insult => Get();

    public string Complaint => Get();

    public string Foreign => Get();

    public string SensitiveBrief => Get();

    public string CutForReading => Get();

    public string Numbers => Get();

    public string More => Get();

    public string MoreAsked => Get();

    public string NothingMore => Get();

    public string InVietnamese => Get();

    public string LanguageSet => Get();

    public string Stopped => Get();

    public string GuideTitle => Get();

    public string GuideMissing => Get();

    public string GuideEnd => Get();

    public string GuideFirst => Get();

    public string Next => Get();

    public string NextAsked => Get();

    public string Back => Get();

    public string BackAsked => Get();

    public string Leave => Get();

    public string LeaveAsked => Get();

    public string Guide => Get();

    public string GuideAsked => Get();

    public string GuideResume => Get();

    public string GiveFeedback => Get();

    public string GiveFeedbackAsked => Get();

    public string Skip => Get();

    public string SkipAsked => Get();

    public string Send => Get();

    public string SendAsked => Get();

    public string Edit => Get();

    public string EditAsked => Get();

    public string FeedbackContent => Get();

    public string FeedbackShort => Get();

    public string FeedbackPlace => Get();

    public string FeedbackContact => Get();

    public string FeedbackConfirm => Get();

    public string FeedbackConfirmBrief => Get();

    public string FeedbackNoContact => Get();

    public string FeedbackReceived => Get();

    public string FeedbackSending => Get();

    public string FeedbackDropped => Get();

    public string DossierAsk => Get();

    public string DossierBadCode => Get();

    public string DossierLooking => Get();

    public string DossierKnown => Get();

    public string DossierProcedure => Get();

    public string DossierOffice => Get();

    public string DossierReceivedOn => Get();

    public string DossierDueOn => Get();

    public string DossierAsOf => Get();

    public string DossierUnknown => Get();

    public string DossierOnPortal => Get();

    public string DossierUnreachable => Get();

    public string FeedbackCode => Get();
}
