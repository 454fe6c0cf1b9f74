using Outreach.Storage;

namespace Outreach.People.Import;

/// <summary>
/// Takes a list of citizens from a CSV or XLSX file: rows that hold are stored in one transaction, rows that do not are
/// returned with every reason. Headings may stand below a title, in the first ten rows.
/// </summary>
public sealed class ContactImport(ContactStore contacts, TimeProvider time)
{
    private const int RowsBeforeHeadings = 10;

    private static readonly Dictionary<ContactField, string> NoMap = [];

    /// <param name="fileName">Quoted in errors and kept as the source of consent; without folders.</param>
    /// <exception cref="ContactFileException">The file as a whole cannot be read; nothing was stored.</exception>
    public async Task<ImportResult> RunAsync(Stream content, string fileName, ImportRequest request, CancellationToken ct)
    {
        var rows = (await SheetFile.ReadAsync(content, fileName, ct)).Where(row => !row.IsBlank);
        using var ahead = rows.GetEnumerator();
        var columns = FindColumns(ahead, fileName, request.Map ?? NoMap);

        var reader = new ContactRowReader(columns, fileName, time.Today);
        var (people, lines, issues) = (new List<NewContact>(), new List<int>(), new List<ImportIssue>());
        while (ahead.MoveNext())
        {
            if (reader.Read(ahead.Current, issues) is not { } contact)
                continue;
            people.Add(contact);
            lines.Add(ahead.Current.Line);
        }

        var added = await contacts.AddAsync(people, request.List, request.DryRun, ct);
        issues.AddRange(added.Ambiguous.Select(place => new ImportIssue(lines[place], "", "", ImportReason.TwoContacts)));
        return new ImportResult(added.Added, added.Merged, [.. issues.OrderBy(issue => issue.Line)], added.RefusalsKept, columns.Ignored);
    }

    /// <summary>Moves past the headings. When no row is one, the error speaks of the widest: a title is narrower than what it heads.</summary>
    private static ContactColumns FindColumns(IEnumerator<SheetRow> rows, string fileName, IReadOnlyDictionary<ContactField, string> map)
    {
        var (line, width, found) = (1, 0, "tệp không có dòng nào");
        for (var i = 0; i < RowsBeforeHeadings && rows.MoveNext(); i++)
        {
            if (ContactColumns.TryRead(rows.Current.Cells, map, out var columns, out var problem))
                return columns;
            var cells = rows.Current.Cells.Count(cell => !string.IsNullOrWhiteSpace(cell));
            if (cells > width)
                (line, width, found) = (rows.Current.Line, cells, problem);
        }

        throw new ContactFileException(fileName, line, found);
    }
}
