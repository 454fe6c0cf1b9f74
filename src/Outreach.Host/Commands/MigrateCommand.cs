using System.CommandLine;

namespace Outreach.Host.Commands;

/// <summary><c>migrate</c>: brings the database up to date without serving.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var data = CommandLine.DataOption();
        var command = new Command("migrate", "Bring the database's schema up to date") { data };
        command.SetAction((parsed, ct) => RunAsync(CommandLine.DataDirectory(parsed.GetValue(data)), ct));
        return command;
    }

    private static async Task<int> RunAsync(string dataDirectory, CancellationToken ct)
    {
        await using var database = await OpenedDatabase.OpenAsync(dataDirectory, ct);
        System.Console.WriteLine($"{database.Place} is up to date");
        return CommandLine.Done;
    }
}
