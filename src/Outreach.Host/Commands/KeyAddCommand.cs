using System.CommandLine;
using Outreach.Accounts;
using Outreach.Storage;

namespace Outreach.Host.Commands;

/// <summary><c>key add</c>: makes an API key and shows it, once.</summary>
internal static class KeyAddCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "Who will act with it" };
        var scopes = new Option<string[]>("--scope") { Description = $"What it may do: {string.Join(", ", ApiScopes.All)}", Required = true };
        scopes.AcceptOnlyFromAmong([.. ApiScopes.All]);
        var data = CommandLine.DataOption();
        var add = new Command("add", "Make an API key") { name, scopes, data };
        add.SetAction((parsed, ct) => RunAsync(parsed.GetValue(name)!, parsed.GetValue(scopes)!, CommandLine.DataDirectory(parsed.GetValue(data)), ct));
        return new Command("key", "API keys") { add };
    }

    private static async Task<int> RunAsync(string name, string[] scopes, string dataDirectory, CancellationToken ct)
    {
        await using var database = await OpenedDatabase.OpenAsync(dataDirectory, ct);
        if (await new ApiKeys(database, TimeProvider.System).AddAsync(name, scopes, ct) is not { } key)
            throw new BadInputException($"There is a key named {name} already.");

        System.Console.WriteLine(key);
        return CommandLine.Done;
    }
}
