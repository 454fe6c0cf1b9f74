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

    /// <summary>Replaces the faults of all channels; the limits of the real providers stay lifted, as in the demo.</summary>
    public Task SetFaultsAsync(int latencyMs, double timeoutAfterAccept = 0) =>
        SendAsync(HttpMethod.Post, "/sandbox/faults", new { rateLimitPerSecond = 1_000_000, latencyMs, timeoutAfterAccept });

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

/// <summary>A message on a citizen's phone.</summary>
public sealed record Received(long Seq, string Channel, string To, string Text, string? ImageUrl);
