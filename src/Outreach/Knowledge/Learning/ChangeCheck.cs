using System.Text.RegularExpressions;
using Outreach.Assistant.Knowledge;

namespace Outreach.Knowledge.Learning;

/// <summary>What a change must be to become a draft.</summary>
internal static partial class ChangeCheck
{
    public const int MostPhrasings = 50;
    private const int LongestPhrasing = 300;

    /// <summary>Why it cannot be taken; null when it can.</summary>
    public static string? Problem(NewChange wanted, string target, List<string> phrasings, KnowledgeBase known)
    {
        if (phrasings.Count > MostPhrasings || phrasings.Any(text => text.Length > LongestPhrasing))
            return $"At most {MostPhrasings} phrasings of {LongestPhrasing} characters.";
        return wanted.Kind switch
        {
            ChangeKind.Procedure => known.Procedure(target) is null ? $"There is no procedure “{target}”." : NoPhrasings(phrasings),
            ChangeKind.Faq => known.Faq(target) is null ? $"There is no common question “{target}”." : NoPhrasings(phrasings),
            ChangeKind.NewFaq when wanted.Faq is null => "“faq” is missing: question, answer, source and sourceDate.",
            ChangeKind.NewFaq when wanted.Faq.Problem is { } problem => problem,
            ChangeKind.NewFaq when !Id().IsMatch(target) => "“target” is an id of small letters, digits and hyphens.",
            ChangeKind.NewFaq => known.Faq(target) is null ? null : $"There is a common question “{target}” already.",
            _ => "“kind” is procedure, faq or newFaq.",
        };
    }

    private static string? NoPhrasings(List<string> phrasings) => phrasings.Count == 0 ? "Neither “phrasings” nor “group” gives a wording." : null;

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{2,59}$")]
    private static partial Regex Id();
}
