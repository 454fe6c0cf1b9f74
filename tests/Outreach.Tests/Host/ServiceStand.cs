using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Outreach.Accounts;
using Outreach.Host;
using Outreach.People;

namespace Outreach.Tests.Host;

/// <summary>The whole service on loopback, on a data folder of its own; Zalo and Twilio are configured and nobody listens there.</summary>
public sealed class ServiceStand : IAsyncLifetime, IDisposable
{
    public const string List = "Dân phố";

    private readonly string folder = Directory.CreateTempSubdirectory("outreach-test-").FullName;
    private WebApplication app = null!;
    private HttpClient http = null!;
    private int keys;

    public IServiceProvider Services => app.Services;

    public async Task InitializeAsync()
    {
        app = OutreachApplication.Build(
            "http://127.0.0.1:0",
            new Dictionary<string, string?>
            {
                ["Storage:DataDirectory"] = Path.Combine(folder, "data"),
                ["Logging:LogLevel:Default"] = "None",
                ["Channels:Zalo:BaseUrl"] = "http://127.0.0.1:1",
                ["Channels:Zalo:OAuthUrl"] = "http://127.0.0.1:1",
                ["Channels:Zalo:AppId"] = "1",
                ["Channels:Zalo:AppSecret"] = "app-secret",
                ["Channels:Zalo:OaSecret"] = "oa-secret",
                ["Channels:Zalo:RefreshToken"] = "refresh-token",
                ["Service:PublicUrl"] = "http://127.0.0.1:1",
                ["Channels:Twilio:BaseUrl"] = "http://127.0.0.1:1",
                ["Channels:Twilio:AccountSid"] = "AC00000000000000000000000000000001",
                ["Channels:Twilio:AuthToken"] = "auth-token",
                ["Channels:Twilio:From"] = "UBNDTINH",
            });
        await OutreachApplication.PrepareAsync(app, default);
        await app.StartAsync();
        http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        await Services.GetRequiredService<ContactStore>().AddAsync([new NewContact("An", [new("zalo", "u1")])], List, default);
    }

    public async Task<string> AddKeyAsync(params string[] scopes) =>
        (await Services.GetRequiredService<ApiKeys>().AddAsync($"key {Interlocked.Increment(ref keys)}", scopes, default))!;

    public Task<Answer> GetAsync(string path, string? key = null) => SendAsync(HttpMethod.Get, path, key, null, null);

    public Task<Answer> PostAsync(string path, string? key, string body, string? idempotencyKey) => SendAsync(HttpMethod.Post, path, key, body, idempotencyKey);

    public async Task DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    public void Dispose() => http.Dispose();

    private async Task<Answer> SendAsync(HttpMethod method, string path, string? key, string? body, string? idempotencyKey)
    {
        using var request = new HttpRequestMessage(method, path);
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request);
        return new Answer((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync());
    }
}

/// <summary>An HTTP answer.</summary>
public sealed record Answer(int Status, string? ContentType, string Body);
