using System.Text.RegularExpressions;

namespace Outreach.Assistant.Answers;

/// <summary>Long lists of documents and steps as a few short lines; where something is left out, that is said.</summary>
internal static partial class ListLines
{
    public static IReadOnlyList<string> Documents(IReadOnlyList<string> documents, AnswerSize size)
    {
        var items = documents.Select(document => Form().Replace(document, "").Trim().TrimStart('-', '+', '*', ' ')).Where(item => item.Length > 0).Distinct().ToList();
        var shown = items.Take(size.Lines).ToList();
        var lines = new List<string>();
        string? heading = null;
        foreach (var item in shown)
        {
            var group = Group(item, items);
            if (group is not null && group != heading)
                lines.Add(TextCut.At(group, size.Line) + ":");
            heading = group;
            lines.Add("- " + TextCut.At(group is null ? item : item[(group.Length + 1)..], size.Line));
        }

        return shown.Count == items.Count ? lines : [.. lines, Left(items.Count - shown.Count)];
    }

    /// <summary>Steps the source numbers keep their numbers and lose what is explained below them.</summary>
    public static IReadOnlyList<string> Steps(IReadOnlyList<string> steps, AnswerSize size)
    {
        var numbered = steps.Where(step => Numbered().IsMatch(step)).ToList();
        var items = numbered.Count > 1 ? numbered : [.. steps.Select(step => step.TrimStart('-', '+', '*', ' '))];
        var shown = items.Take(size.Lines).Select((step, i) => (numbered.Count > 1 ? "" : $"{i + 1}. ") + TextCut.At(step, size.Line)).ToList();
        return items.Count > shown.Count || steps.Count > items.Count ? [.. shown, Texts.Vietnamese.SeeAll] : shown;
    }

    private static string Left(int count) => Texts.Format(Texts.Vietnamese.SeeMore, count);

    /// <summary>The portal repeats the heading of a group before each of its documents.</summary>
    private static string? Group(string item, List<string> items)
    {
        var at = item.IndexOf(": ", StringComparison.Ordinal);
        return at > 0 && items.Count(other => other.StartsWith(item[..(at + 2)], StringComparison.Ordinal)) > 1 ? item[..at] : null;
    }

    // The name of the form's file says nothing to a reader.
    [GeneratedRegex(@"\s*\[mẫu: [^\]]*\]|\s*\[…\]", RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    [GeneratedRegex(@"^(?:Bước \d+|\d+[.)])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();
}

/// <summary>How much of a record fits: a phone screen, or three segments of SMS.</summary>
internal sealed record AnswerSize(int Lines, int Line, bool Brief)
{
    public static AnswerSize Screen { get; } = new(10, 220, Brief: false);

    public static AnswerSize Sms { get; } = new(6, 110, Brief: true);
}
