using System.Text.RegularExpressions;
using Outreach.Assistant.Knowledge;
using Outreach.Language;

namespace Outreach.Knowledge.Learning;

/// <summary>What an officer asks for.</summary>
/// <param name="Target">Code of the procedure or id of the common question; of a new one it may be left out.</param>
/// <param name="Group">Group of questions this answers.</param>
/// <param name="Phrasings">How people say it; left out, the wordings of the group.</param>
/// <param name="Faq">The new common question.</param>
public sealed record NewChange(ChangeKind Kind, string? Target, string? Group, IReadOnlyList<string>? Phrasings, NewFaq? Faq);

/// <summary>A common question as an officer writes it. Source and date are shown under every answer, so neither may be missing.</summary>
public sealed partial record NewFaq(string? Question, string? Answer, string? Topic, Uri? Link, string? Source, DateOnly? SourceDate)
{
    private const int LongestQuestion = 300;
    private const int LongestAnswer = 4000;

    /// <summary>Why it cannot be taken; null when it can.</summary>
    public string? Problem =>
        Missing("question", Question, LongestQuestion) ?? Missing("answer", Answer, LongestAnswer) ?? Missing("source", Source, LongestQuestion)
        ?? (SourceDate is null ? "“sourceDate” is missing: the day the source is of, such as 2026-11-22." : null)
        ?? (Link is { IsAbsoluteUri: false } or { Scheme: not ("https" or "http") } ? "“link” is not a web address." : null);

    /// <summary>An id made from the question: "doi-the-can-cuoc-o-dau".</summary>
    public string SuggestedId
    {
        get
        {
            var id = NotInIds().Replace(VietnameseMarks.Strip(Question ?? "").ToLowerInvariant(), "-").Trim('-');
            return id.Length <= 60 ? id : id[..60].Trim('-');
        }
    }

    public Faq ToFaq(string id) => new()
    {
        Id = id,
        Question = Question!.Trim(),
        Answer = Answer!.Trim(),
        Topic = Topic?.Trim(),
        Link = Link,
        Source = new Source(Source!.Trim(), SourceDate!.Value),
    };

    private static string? Missing(string name, string? text, int longest) =>
        string.IsNullOrWhiteSpace(text) ? $"“{name}” is missing." : text.Length > longest ? $"“{name}” is longer than {longest} characters." : null;

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotInIds();
}
