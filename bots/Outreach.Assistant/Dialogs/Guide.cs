using Outreach.Assistant.Answers;
using Outreach.Assistant.Knowledge;

namespace Outreach.Assistant.Dialogs;

/// <summary>Leads through filing online, step by step. What a step says comes from the reviewed questions.</summary>
internal static class Guide
{
    private static readonly GuideStep Last = Enum.GetValues<GuideStep>().Max();

    public static AssistantReply? Reply(Exchange exchange)
    {
        var (intents, state) = (exchange.Intents, exchange.State);
        if (intents.Only(Intent.Guide))
            return At(exchange, state.Guide ?? GuideStep.Account);
        if (state.Guide is not { } step)
            return null;
        if (intents.Only(Intent.Next) || intents.Only(Intent.More))
            return step == Last ? exchange.Replies.GuideEdge(exchange.Replies.Say.GuideEnd) : At(exchange, step + 1);
        if (intents.Only(Intent.Back))
            return step == GuideStep.Account ? exchange.Replies.GuideEdge(exchange.Replies.Say.GuideFirst) : At(exchange, step - 1);
        return null;
    }

    /// <summary>The step a common question belongs to; null for the others.</summary>
    public static GuideStep? StepOf(Faq faq) => Enum.GetValues<GuideStep>().Cast<GuideStep?>().FirstOrDefault(step => FaqOf(step!.Value) == faq.Id);

    private static AssistantReply At(Exchange exchange, GuideStep step) =>
        exchange.Replies.Guide(step, exchange.Knowledge.Faq(FaqOf(step)), Heading(exchange.Replies.Say, step), isLast: step == Last);

    private static string Heading(Texts say, GuideStep step) => Texts.Format(say.GuideTitle, (int)step, (int)Last, say.Title(step));

    /// <summary>Ids in <c>content/faq</c>.</summary>
    private static string FaqOf(GuideStep step) => step switch
    {
        GuideStep.Account => "tai-khoan-vneid",
        GuideStep.Filing => "nop-ho-so-truc-tuyen",
        GuideStep.Attaching => "dinh-kem-giay-to",
        GuideStep.Paying => "thanh-toan-truc-tuyen",
        GuideStep.FailedPayment => "thanh-toan-chua-ghi-nhan",
        GuideStep.Following => Codes.LookUpFaq,
        GuideStep.Post => "nhan-ket-qua-buu-dien",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
