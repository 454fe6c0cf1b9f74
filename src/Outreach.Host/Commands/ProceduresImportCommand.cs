using System.CommandLine;
using Outreach.Content;
using Outreach.Knowledge.Import;
using Outreach.Storage;

namespace Outreach.Host.Commands;

/// <summary><c>procedures import</c>: stores procedures of the national portal; a running service takes them up by itself.</summary>
internal static class ProceduresImportCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "One JSON object a line (.jsonl or .jsonl.gz)" };
        var data = CommandLine.DataOption();
        var import = new Command("import", "Import procedures; replaces older versions and keeps them as history") { file, data };
        import.SetAction((parsed, ct) => RunAsync(parsed.GetValue(file)!, CommandLine.DataDirectory(parsed.GetValue(data)), ct));
        return new Command("procedures", "Procedures") { import };
    }

    private static async Task<int> RunAsync(FileInfo file, string dataDirectory, CancellationToken ct)
    {
        if (!file.Exists)
            throw new BadInputException($"{file.FullName}: there is no such file");

        await using var database = await OpenedDatabase.OpenAsync(dataDirectory, ct);
        await using var content = file.OpenRead();
        var result = await new ProcedureImport(database, new IdGenerator(TimeProvider.System), TimeProvider.System).RunAsync(content, file.Name, ct);
        foreach (var line in result.Rejected)
            System.Console.Error.WriteLine($"{file.Name}:{line.Line}: {line.Reason}");
        Print(result);
        return result is { Added: 0, Changed: 0, Unchanged: 0, Rejected.Count: > 0 } ? CommandLine.BadInput : CommandLine.Done;
    }

    private static void Print(ProcedureImportResult result)
    {
        System.Console.WriteLine($"{result.Added} added, {result.Changed} changed, {result.Unchanged} unchanged, {result.Rejected.Count} rejected");
        var reviewed = result.ReviewedIn(ContentLibrary.Load(new ContentOptions().Directory)).Count;
        if (reviewed > 0)
            System.Console.WriteLine($"{reviewed} of them are in the content folder too: its reviewed records are answered from");
    }
}
