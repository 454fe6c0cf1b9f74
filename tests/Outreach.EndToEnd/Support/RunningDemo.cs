using System.Text.RegularExpressions;

namespace Outreach.EndToEnd.Support;

/// <summary>The demo after its campaign, left running to be looked at.</summary>
public sealed partial class RunningDemo : IAsyncLifetime
{
    private readonly string url = OutreachProcess.FreeUrl();
    private OutreachProcess process = null!;

    private DataFolder Data { get; } = new();

    public string ServiceUrl => process.ServiceUrl;

    public string SandboxUrl => process.SandboxUrl;

    public async Task InitializeAsync()
    {
        process = OutreachProcess.Start(null, "demo", "--data", Data.Path, "--urls", url, "--contacts", "200");
        await process.ReadyAsync();
        await process.LineAsync(Finished());
    }

    /// <summary>Kills it and serves again from the same folder at the same address.</summary>
    public async Task RestartAsync()
    {
        await process.DisposeAsync();
        process = await OutreachProcess.ServeAsync(null, "serve", "--data", Data.Path, "--urls", url);
    }

    public async Task DisposeAsync()
    {
        await process.DisposeAsync();
        Data.Dispose();
    }

    [GeneratedRegex(@"Ctrl\+C stops it")]
    private static partial Regex Finished();
}

/// <summary>Tests of pages share one demo and one browser.</summary>
[CollectionDefinition(Name)]
public sealed class Pages : ICollectionFixture<RunningDemo>, ICollectionFixture<Chromium>
{
    public const string Name = "pages";
}
