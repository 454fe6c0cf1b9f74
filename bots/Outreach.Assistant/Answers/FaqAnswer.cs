using Outreach.Assistant.Knowledge;

namespace Outreach.Assistant.Answers;

/// <summary>A reviewed answer with its source, the address of the portal, and the warning where money is the matter.</summary>
internal static class FaqAnswer
{
    public static string Compose(Faq faq, bool aboutPaying, AnswerSize size, Doubt? doubt)
    {
        if (doubt is not null)
            return string.Join('\n', faq.Question, doubt.Warning, Texts.Vietnamese.Portal);
        List<string> lines = [faq.Answer.Trim()];
        // An answer that warns in its own words is not followed by a second warning.
        if (aboutPaying && !faq.Answer.Contains("tài khoản cá nhân", StringComparison.Ordinal))
            lines.Add(Texts.Vietnamese.Fraud);
        lines.AddRange(size.Brief ? [SourceLine(faq)] : ["", SourceLine(faq), Texts.Vietnamese.Portal]);
        return string.Join('\n', lines);
    }

    private static string SourceLine(Faq faq) => Texts.Format(Texts.Vietnamese.FaqSource, faq.Source.Name, Dates.Write(faq.Source.Date));
}
