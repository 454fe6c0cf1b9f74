using System.Text.RegularExpressions;

namespace Outreach.Language.Values;

/// <summary>E-mail addresses in a text.</summary>
public static partial class EmailsInText
{
    /// <summary>All addresses in their order, in lower case.</summary>
    public static IReadOnlyList<InText<string>> Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var found = new List<InText<string>>();
        if (text.Contains('@', StringComparison.Ordinal))
            foreach (Match match in Address().Matches(text))
                found.Add(new(match.Index, match.Length, match.Value.ToLowerInvariant()));
        return found;
    }

    // Lengths are bounded by the standard (64 before the sign), which keeps hostile text cheap.
    [GeneratedRegex(@"(?<![\w.+\-])[A-Za-z0-9](?:[A-Za-z0-9._%+\-]{0,62}[A-Za-z0-9_\-])?@(?:[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?\.){1,4}[A-Za-z]{2,24}(?![\w\-])")]
    private static partial Regex Address();
}
