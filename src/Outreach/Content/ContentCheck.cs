namespace Outreach.Content;

/// <summary>Checks a whole content folder and reports everything wrong with it at once.</summary>
public static class ContentCheck
{
    /// <summary>All errors, by file and line. An empty list means the folder can be published.</summary>
    /// <param name="today">The local day: laws, fees and sources are judged as of it.</param>
    public static IReadOnlyList<ContentError> Run(string path, DateOnly today)
    {
        var folder = ContentFolder.Read(path);
        var rules = new ContentRules(new ContentIndex(folder), today);
        return Sorted([.. Shape(folder), .. folder.Documents.SelectMany(rules.Check), .. MissingRules(folder)]);
    }

    /// <summary>Only what keeps the files from becoming records.</summary>
    internal static IReadOnlyList<ContentError> Shape(ContentFolder folder) => Sorted(
    [
        .. folder.Errors,
        .. folder.Documents.SelectMany(ContentSchemas.Check),
        .. new ContentIndex(folder).Duplicates,
    ]);

    // Without them nothing would be limited, and silently. A file that cannot be read has its own error.
    private static IEnumerable<ContentError> MissingRules(ContentFolder folder) =>
        folder.Documents.Count == 0
        || folder.Documents.Any(document => document.Kind == ContentKind.SendingRules)
        || folder.Errors.Any(error => error.File.StartsWith("rules/", StringComparison.Ordinal))
            ? []
            : [new("rules/sending.yaml", 1, "is missing: hours, caps, labels and consent of messages are written there")];

    private static List<ContentError> Sorted(IEnumerable<ContentError> errors) =>
        [.. errors.Distinct().OrderBy(error => error.File, StringComparer.Ordinal).ThenBy(error => error.Line)];
}
