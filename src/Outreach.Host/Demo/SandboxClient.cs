using System.Net.Http.Json;
using Outreach.Sandbox.Journal;

namespace Outreach.Host.Demo;

/// <summary>The sandbox's control interface, over HTTP as anyone would use it.</summary>
internal sealed class SandboxClient(string url) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = new Uri(url) };

    public Task RegisterAsync(IEnumerable<Person> people, CancellationToken ct) => SendAsync(HttpMethod.Put, "/sandbox/people", people, ct);

    /// <summary>A citizen writes.</summary>
    public Task WriteAsync(string channel, string from, string text, CancellationToken ct) =>
        SendAsync(HttpMethod.Post, "/sandbox/inbound", new { channel, from, text }, ct);

    /// <summary>Lets every provider take what comes, so that the demo shows our speed and not their limits.</summary>
    public Task LiftRateLimitsAsync(CancellationToken ct) => SendAsync(HttpMethod.Post, "/sandbox/faults", new { rateLimitPerSecond = 1_000_000 }, ct);

    public async Task<IReadOnlyList<ReceivedMessage>> MessagesAsync(string? channel, string? to, long after, CancellationToken ct)
    {
        var query = $"/sandbox/messages?after={after}&channel={channel}&to={Uri.EscapeDataString(to ?? "")}";
        return await http.GetFromJsonAsync<List<ReceivedMessage>>(query, ct) ?? [];
    }

    public void Dispose() => http.Dispose();

    private async Task SendAsync(HttpMethod method, string path, object body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using var response = await http.SendAsync(request, ct);
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException($"{method} {path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(ct)}");
    }
}
