using System.CommandLine;
using Outreach.Content.Infographics;

namespace Outreach.Host.Commands;

/// <summary><c>serve</c>: the service, until it is stopped.</summary>
internal static class ServeCommand
{
    public const string DefaultUrl = "http://127.0.0.1:8080";

    public static Command Create()
    {
        var data = CommandLine.DataOption();
        var urls = CommandLine.UrlsOption(DefaultUrl);
        var command = new Command("serve", "Run the service; the default when no verb is given") { data, urls };
        command.SetAction((parsed, ct) => RunAsync(CommandLine.DataDirectory(parsed.GetValue(data)), parsed.GetValue(urls)!, ct));
        return command;
    }

    private static async Task<int> RunAsync(string dataDirectory, string urls, CancellationToken ct)
    {
        await using var service = await RunningService.StartAsync(dataDirectory, urls, new Dictionary<string, string?>(), ct);
        System.Console.WriteLine($"Outreach: {service.Url}");
        if (service.Sandbox is { } sandbox)
            System.Console.WriteLine($"No provider is configured: messages go to the sandbox's phones at {sandbox.Url}");
        if (!SvgRasterizer.IsAvailable)
            System.Console.WriteLine($"Infographics are left out: {SvgRasterizer.UnavailableReason}");
        await service.App.WaitForShutdownAsync(ct);
        return CommandLine.Done;
    }
}
