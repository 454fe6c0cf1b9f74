using System.CommandLine;
using System.Text;
using Outreach.Plans;

namespace Outreach.Host.Commands;

/// <summary><c>plan import</c>: reads a year plan and stores its tasks.</summary>
internal static class PlanImportCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "The plan as plain text (.txt, UTF-8)" };
        var data = CommandLine.DataOption();
        var import = new Command("import", "Import a year plan") { file, data };
        import.SetAction((parsed, ct) => RunAsync(parsed.GetValue(file)!, CommandLine.DataDirectory(parsed.GetValue(data)), ct));
        return new Command("plan", "Year plans") { import };
    }

    private static async Task<int> RunAsync(FileInfo file, string dataDirectory, CancellationToken ct)
    {
        var (plan, text) = Read(file);
        await using var database = await OpenedDatabase.OpenAsync(dataDirectory, ct);
        var added = await new PlanStore(database, TimeProvider.System).AddAsync(plan, text, ct);
        System.Console.WriteLine($"{plan.Number ?? "(no number)"} {plan.Title}");
        System.Console.WriteLine(
            added
                ? $"{plan.Tasks.Count} tasks, {plan.Tasks.Count(task => task.Schedule.DueIn(plan.Year) is not null)} with a last day, {plan.Sections.Count} sections, {plan.Reports.Count} report duties"
                : "Imported before; nothing changed");
        return CommandLine.Done;
    }

    /// <exception cref="BadInputException">The file is not a plan; says where and why.</exception>
    internal static (Plan Plan, string Text) Read(FileInfo file)
    {
        if (!file.Exists)
            throw new BadInputException($"{file.FullName}: there is no such file");

        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(file.FullName));
            return (PlanReader.Read(text, file.Name), text);
        }
        catch (DecoderFallbackException)
        {
            throw new BadInputException($"{file.Name}: not UTF-8 text");
        }
        catch (PlanFormatException e)
        {
            throw new BadInputException(e.Message);
        }
    }
}
