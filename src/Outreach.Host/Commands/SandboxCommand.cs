using System.CommandLine;
using Outreach.Sandbox;

namespace Outreach.Host.Commands;

/// <summary><c>sandbox</c>: the provider simulators alone.</summary>
internal static class SandboxCommand
{
    public static Command Create()
    {
        var urls = CommandLine.UrlsOption("http://127.0.0.1:8081");
        var command = new Command("sandbox", "Run the provider simulators alone") { urls };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(urls)!, ct));
        return command;
    }

    private static async Task<int> RunAsync(string urls, CancellationToken ct)
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions(), urls, ct);
        System.Console.WriteLine($"Sandbox: {sandbox.Url}");
        var stopped = new TaskCompletionSource();
        await using var registration = ct.Register(stopped.SetResult);
        await stopped.Task;
        return CommandLine.Done;
    }
}
