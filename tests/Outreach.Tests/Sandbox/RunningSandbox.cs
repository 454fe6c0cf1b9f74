using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Outreach.Sandbox;

namespace Outreach.Tests.Sandbox;

/// <summary>A sandbox on a free port and a client that knows its credentials.</summary>
internal sealed class RunningSandbox : IAsyncDisposable
{
    private readonly SandboxHost host;
    private string? accessToken;

    private RunningSandbox(SandboxHost host)
    {
        this.host = host;
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(host.Url) };
    }

    public HttpClient Http { get; }

    public static async Task<RunningSandbox> StartAsync(SandboxOptions? options = null) =>
        new(await SandboxHost.StartAsync(options ?? new SandboxOptions(), "http://127.0.0.1:0", CancellationToken.None));

    public async Task<JsonObject> RefreshAsync(string refreshToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v4/oa/access_token")
        {
            Content = Form(("refresh_token", refreshToken), ("app_id", SandboxDefaults.ZaloAppId), ("grant_type", "refresh_token")),
        };
        request.Headers.Add("secret_key", SandboxDefaults.ZaloAppSecret);
        using var response = await Http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    public async Task<JsonObject> ZaloAsync(string body, string path = "/v3.0/oa/message/cs", string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Json(body) };
        request.Headers.Add("access_token", token ?? await AccessTokenAsync());
        using var response = await Http.SendAsync(request);
        ((int)response.StatusCode).ShouldBe(200);
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    public Task<JsonObject> ZaloTextAsync(string user, string text) => ZaloAsync(
        new JsonObject { ["recipient"] = new JsonObject { ["user_id"] = user }, ["message"] = new JsonObject { ["text"] = text } }.ToJsonString());

    public Task<HttpResponseMessage> TelegramAsync(string method, string body, string token = SandboxDefaults.TelegramBotToken) =>
        Http.PostAsync($"/bot{token}/{method}", Json(body));

    public async Task<HttpResponseMessage> TwilioAsync(params (string Name, string Value)[] form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, TwilioPath("Messages.json")) { Content = Form(form) };
        request.Headers.Authorization = TwilioCredentials;
        return await Http.SendAsync(request);
    }

    public async Task<JsonObject> TwilioGetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = TwilioCredentials;
        using var response = await Http.SendAsync(request);
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    public static string TwilioPath(string rest) => $"/2010-04-01/Accounts/{SandboxDefaults.TwilioAccountSid}/{rest}";

    public static AuthenticationHeaderValue TwilioCredentials => new(
        "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{SandboxDefaults.TwilioAccountSid}:{SandboxDefaults.TwilioAuthToken}")));

    public async Task<HttpResponseMessage> ControlAsync(string path, string body, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Post, "/sandbox/" + path) { Content = Json(body) };
        return await Http.SendAsync(request);
    }

    public async Task<long> CitizenAsync(string body)
    {
        using var response = await ControlAsync("inbound", body);
        ((int)response.StatusCode).ShouldBe(202, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!["seq"]!.GetValue<long>();
    }

    public async Task<JsonElement[]> MessagesAsync(string query = "") =>
        (await Http.GetFromJsonAsync<JsonElement[]>("/sandbox/messages?" + query))!;

    public static FormUrlEncodedContent Form(params (string Name, string Value)[] form) =>
        new(form.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await host.DisposeAsync();
    }

    public async Task<string> AccessTokenAsync() =>
        accessToken ??= (await RefreshAsync(SandboxDefaults.ZaloRefreshToken))["access_token"]!.GetValue<string>();

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
