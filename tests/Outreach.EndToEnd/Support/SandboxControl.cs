using System.Net.Http.Json;
using System.Text.Json;

namespace Outreach.EndToEnd.Support;

/// <summary>The sandbox's control interface: what citizens received, what they write, what goes wrong.</summary>
public sealed class SandboxControl(string url) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = new Uri(url) };

    public async Task<IReadOnlyList<Received>> MessagesAsync(string? channel = null, string? to = null) =>
        (await http.GetFromJsonAsync<List<Received>>($"/sandbox/messages?channel={channel}&to={Uri.EscapeDataString(to ?? "")}"))!;

    /// <summary>How many messages all phones have received.</summary>
    public async Task<int> CountAsync() =>
        (await http.GetFromJsonAsync<JsonElement>("/sandbox/phones?skip=0&take=1")).GetProperty("counts").EnumerateObject().Sum(channel => channel.Value.GetInt32());

    /// <summary>Replaces the faults of all channels, or of the one they name.</summary>
    public Task SetFaultsAsync(ProviderFaults faults) => SendAsync(HttpMethod.Post, "/sandbox/faults", faults);

    /// <summary>A citizen writes to the service.</summary>
    public Task WriteAsync(string channel, string from, string text) =>
        SendAsync(HttpMethod.Post, "/sandbox/inbound", new { channel, from, text });

    /// <summary>Gives someone a phone with these addresses.</summary>
    public Task RegisterAsync(string name, string zalo, string telegram, string sms) =>
        SendAsync(HttpMethod.Put, "/sandbox/people", new[] { new { name, zalo, telegram, sms } });

    public void Dispose() => http.Dispose();

    private async Task SendAsync(HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using var answer = await http.SendAsync(request);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }
}

/// <summary>What goes wrong at the providers; shares are 0..1. Their own limits stay lifted, as in the demo.</summary>
/// <param name="Channel">Null: all of them.</param>
public sealed record ProviderFaults(
    int LatencyMs = 0,
    double Error5xx = 0,
    double Error429 = 0,
    double TimeoutAfterAccept = 0,
    double Garbage = 0,
    double DuplicateReceipts = 0,
    double LateReceipts = 0,
    double DropReceipts = 0,
    int? Seed = null,
    string? Channel = null,
    double RateLimitPerSecond = 1_000_000);

/// <summary>A message on a citizen's phone.</summary>
public sealed record Received(long Seq, string Channel, string To, string Text, string? ImageUrl);
