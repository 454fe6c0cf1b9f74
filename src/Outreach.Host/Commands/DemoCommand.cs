using System.CommandLine;
using Outreach.Host.Demo;
using Spectre.Console;

namespace Outreach.Host.Commands;

/// <summary><c>demo</c>: the whole product on an embedded default, with the sandbox as provider.</summary>
internal static class DemoCommand
{
    /// <summary>The sandbox takes what comes; our own pace is set so high that it does not hold the demo back.</summary>
    private const string UnlimitedRate = "5000";

    public static Command Create()
    {
        var data = CommandLine.DataOption();
        data.Description = "Folder to work in; an unfinished demo found there goes on. Default: a temporary folder";
        var urls = CommandLine.UrlsOption(ServeCommand.DefaultUrl);
        var contacts = new Option<int>("--contacts") { Description = "Synthetic contacts", DefaultValueFactory = _ => 1000 };
        contacts.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > SyntheticContacts.Largest)
                result.AddError($"--contacts must be 1 to {SyntheticContacts.Largest}");
        });
        var exit = new Option<bool>("--exit-when-done") { Description = "Stop when the report is complete; status 1 if anything was lost, duplicated or unanswered" };
        var json = new Option<FileInfo?>("--json") { Description = "Write the report to this file" };
        var command = new Command("demo", "Run a campaign and conversations from end to end") { data, urls, contacts, exit, json };
        command.SetAction((parsed, ct) => RunAsync(
            parsed.GetValue(data)?.FullName ?? Directory.CreateTempSubdirectory("outreach-demo-").FullName,
            parsed.GetValue(urls)!,
            parsed.GetValue(contacts),
            parsed.GetValue(exit),
            parsed.GetValue(json),
            ct));
        return command;
    }

    private static async Task<int> RunAsync(string dataDirectory, string urls, int contacts, bool exitWhenDone, FileInfo? json, CancellationToken ct)
    {
        var screen = new DemoScreen(OpenConsole(), TimeProvider.System);
        await using var service = await RunningService.StartAsync(dataDirectory, urls, Settings(), ct);
        screen.Started(service.Url, service.Sandbox!.Url, dataDirectory);

        var report = await new DemoRun(service, screen).RunAsync(contacts, ct);
        screen.Finished(report);
        if (json is not null)
            await File.WriteAllTextAsync(json.FullName, report.ToJson(), ct);

        if (!exitWhenDone)
        {
            screen.WhereToLook(service.Url, service.Sandbox.Url);
            await service.App.WaitForShutdownAsync(ct);
        }

        return exitWhenDone && !report.Succeeded ? CommandLine.Failed : CommandLine.Done;
    }

    /// <summary>Plain, and as wide as its lines, when piped: nobody wants colour codes and broken lines in a log.</summary>
    private static IAnsiConsole OpenConsole()
    {
        if (!System.Console.IsOutputRedirected)
            return AnsiConsole.Console;

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        console.Profile.Width = 200;
        return console;
    }

    private static Dictionary<string, string?> Settings() => new()
    {
        ["Sandbox:Enabled"] = "true",
        ["Channels:Zalo:MessagesPerSecond"] = UnlimitedRate,
        ["Channels:Telegram:MessagesPerSecond"] = UnlimitedRate,
        ["Channels:Twilio:MessagesPerSecond"] = UnlimitedRate,
        ["Content:Province"] = "Tỉnh Khánh Hòa",
        ["Logging:LogLevel:Default"] = "Error",
    };
}
