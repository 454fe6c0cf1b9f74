using System.Net;
using System.Net.Sockets;
using Outreach.EndToEnd.Support;

namespace Outreach.EndToEnd;

/// <summary>The signed webhook between the real program and programs in another language.</summary>
public sealed class GenericWebhookTests : IAsyncLifetime, IDisposable
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /// <summary>The client that the channel's folder shows to others.</summary>
    private const string Example = "../../../src/Outreach/Channels/Webhook/example";

    private readonly DataFolder data = new();
    private readonly int app = FreePort();
    private readonly int checker = FreePort();
    private OutreachProcess service = null!;

    public async Task InitializeAsync() => service = await OutreachProcess.ServeAsync(
        new Dictionary<string, string>
        {
            ["OUTREACH__Channels__Webhook__Endpoints__app__Url"] = $"http://127.0.0.1:{app}/",
            ["OUTREACH__Channels__Webhook__Endpoints__app__Secret"] = Secret,
            ["OUTREACH__Channels__Webhook__Endpoints__checker__Url"] = $"http://127.0.0.1:{checker}/",
            ["OUTREACH__Channels__Webhook__Endpoints__checker__Secret"] = Secret,
        },
        "serve",
        "--data",
        data.Path,
        "--urls",
        "http://127.0.0.1:0");

    public async Task DisposeAsync() => await service.DisposeAsync();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task The_example_sends_a_message_in_takes_the_answer_and_says_that_it_arrived()
    {
        await using var client = NodeProgram.Start(Example, "client.mjs", Environment(Secret));

        await Eventually.FindsAsync("a receipt that was taken", () => Task.FromResult(client.Output.Contains("receipt 200") ? client.Output : null));

        client.Output.ShouldContain("message 200");
        client.Output.ShouldContain("received 0913000001 ");
        var database = ServiceDatabase.Sqlite(data);
        await Eventually.FindsAsync("the answer as delivered", async () =>
            await database.CountAsync("outbox WHERE channel = 'webhook' AND state = 3") > 0 ? "delivered" : null);
        (await database.CountAsync("receipts WHERE channel = 'webhook' AND event_id LIKE 'app:%'")).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task With_another_secret_it_is_refused_and_leaves_no_trace()
    {
        await using var client = NodeProgram.Start(Example, "client.mjs", Environment("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="));

        await Eventually.FindsAsync("a refusal", () => Task.FromResult(client.Output.Contains("message 401") ? client.Output : null));

        client.Output.ShouldContain("\"field\":\"Webhook-Signature\"");
        (await ServiceDatabase.Sqlite(data).CountAsync("inbox")).ShouldBe(0);
    }

    [Fact]
    public async Task Both_sides_keep_to_the_published_schema_by_the_judgement_of_ajv()
    {
        var output = await NodeProgram.RunAsync(
            "webhook-schema",
            "check.mjs",
            new Dictionary<string, string> { ["SERVICE"] = service.ServiceUrl, ["ENDPOINT"] = "checker", ["SECRET"] = Secret, ["PORT"] = $"{checker}" },
            TimeSpan.FromMinutes(2));

        output.ShouldContain("7 examples, 12 refusals");
        output.ShouldContain("0 failures");
    }

    private Dictionary<string, string> Environment(string secret) =>
        new() { ["PORT"] = $"{app}", ["SECRET"] = secret, ["INTO"] = $"{service.ServiceUrl}/webhooks/generic/app" };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
