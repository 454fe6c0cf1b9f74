using System.CommandLine;
using Outreach.People;
using Outreach.People.Import;

namespace Outreach.Host.Commands;

/// <summary><c>contacts import</c>: takes a list of citizens from a CSV or XLSX file.</summary>
internal static class ContactsImportCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "CSV (UTF-8) or XLSX" };
        var list = new Option<string?>("--list") { Description = "Contact list to fill; made if there is none of that name" };
        var map = new Option<string[]>("--map") { Description = $"FIELD=COLUMN, for headings that are not recognised; fields: {Fields}" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would happen and store nothing" };
        var data = CommandLine.DataOption();
        var import = new Command("import", "Import contacts; rows that cannot be used are listed with reasons") { file, list, map, dryRun, data };
        import.SetAction((parsed, ct) => RunAsync(
            parsed.GetValue(file)!,
            new ImportRequest(parsed.GetValue(list), Map(parsed.GetValue(map) ?? []), parsed.GetValue(dryRun)),
            CommandLine.DataDirectory(parsed.GetValue(data)),
            ct));
        return new Command("contacts", "Contacts") { import };
    }

    private static string Fields => string.Join(", ", Enum.GetNames<ContactField>()).ToLowerInvariant();

    private static async Task<int> RunAsync(FileInfo file, ImportRequest request, string dataDirectory, CancellationToken ct)
    {
        if (!file.Exists)
            throw new BadInputException($"{file.FullName}: there is no such file");

        await using var database = await OpenedDatabase.OpenAsync(dataDirectory, ct);
        using var cipher = OpenedDatabase.Cipher(dataDirectory);
        await using var content = file.OpenRead();
        var import = new ContactImport(new ContactStore(database, cipher, TimeProvider.System), TimeProvider.System);
        try
        {
            Print(file.Name, await import.RunAsync(content, file.Name, request, ct), request.DryRun);
            return CommandLine.Done;
        }
        catch (ContactFileException e)
        {
            throw new BadInputException(e.Message);
        }
    }

    private static void Print(string file, ImportResult result, bool dryRun)
    {
        foreach (var issue in result.Issues)
            System.Console.Error.WriteLine($"{file}:{issue.Line}: {string.Join(' ', new[] { issue.Field, issue.Value }.Where(part => part.Length > 0))}: {issue.Reason}".Replace(": :", ":", StringComparison.Ordinal));
        if (result.IgnoredColumns.Count > 0)
            System.Console.WriteLine($"Columns not used: {string.Join(", ", result.IgnoredColumns)}");
        System.Console.WriteLine($"{result.Accepted} accepted, {result.Merged} merged, {result.Rejected} rejected{(dryRun ? " (dry run, nothing stored)" : "")}");
    }

    private static IReadOnlyDictionary<ContactField, string> Map(IEnumerable<string> pairs) =>
        ColumnMap.TryParse(pairs, out var map, out var problem) ? map : throw new BadInputException($"--map: {problem}");
}
