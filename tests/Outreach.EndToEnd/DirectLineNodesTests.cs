using Outreach.EndToEnd.Support;

namespace Outreach.EndToEnd;

/// <summary>One conversation over two nodes on one PostgreSQL database: a stream on one of them hears what is said on the other.</summary>
public sealed class DirectLineNodesTests : IAsyncLifetime, IDisposable
{
    private readonly DataFolder dataA = new();
    private readonly DataFolder dataB = new();
    private readonly string urlA = OutreachProcess.FreeUrl();
    private readonly string urlB = OutreachProcess.FreeUrl();
    private ServiceStore? store;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (store is not null)
            await store.DisposeAsync();
    }

    public void Dispose()
    {
        dataB.Dispose();
        dataA.Dispose();
    }

    [PostgresFact]
    public async Task A_stream_hears_what_is_said_on_another_node()
    {
        store = await ServiceStore.PostgresAsync();
        await using var nodeA = await ServeAsync("a", dataA, urlA);
        Directory.CreateDirectory(dataB.File("keys"));
        File.Copy(dataA.File(Path.Combine("keys", "field.key")), dataB.File(Path.Combine("keys", "field.key")));
        await using var nodeB = await ServeAsync("b", dataB, urlB);

        var settings = new Dictionary<string, string> { ["SERVICE"] = urlA, ["OTHER"] = urlB };
        (await NodeProgram.RunAsync("directline", "nodes.mjs", settings, Eventually.Patience)).ShouldContain("Heard across nodes");
    }

    private Task<OutreachProcess> ServeAsync(string node, DataFolder data, string url) => OutreachProcess.ServeAsync(
        new Dictionary<string, string>(store!.Settings)
        {
            ["OUTREACH__Cluster__Node"] = node,

            // The client thinks itself a page of node A.
            ["OUTREACH__Channels__Web__AllowedOrigins__0"] = urlA,
        },
        "serve", "--data", data.Path, "--urls", url);
}
