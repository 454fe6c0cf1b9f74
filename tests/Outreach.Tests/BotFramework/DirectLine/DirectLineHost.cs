using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Outreach.BotFramework.Activities;
using Outreach.BotFramework.DirectLine;
using Outreach.Tests.Support;

namespace Outreach.Tests.BotFramework.DirectLine;

/// <summary>A Direct Line on loopback with a bot that repeats what it is told, and the calls a client makes to it.</summary>
internal sealed class DirectLineHost : IAsyncDisposable
{
    public const string Secret = "the-secret-of-the-host";
    public const string AllowedOrigin = "https://hue.example.vn";
    public const string Base = "/v3/directline";

    private readonly WebApplication _app;

    private DirectLineHost(WebApplication app)
    {
        _app = app;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Http { get; }

    public ManualTime Time => _app.Services.GetRequiredService<ManualTime>();

    public IConversationLog Log => _app.Services.GetRequiredService<IConversationLog>();

    public DirectLineStreams Streams => _app.Services.GetRequiredService<DirectLineStreams>();

    public EchoBot Bot => _app.Services.GetRequiredService<EchoBot>();

    public static async Task<DirectLineHost> StartAsync(Action<DirectLineOptions>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<ManualTime>();
        builder.Services.AddSingleton<TimeProvider>(services => services.GetRequiredService<ManualTime>());
        builder.Services.AddSingleton<IConversationLog>(services => new InMemoryConversationLog(services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<EchoBot>();
        builder.Services.AddSingleton<DirectLineBot>(services => services.GetRequiredService<EchoBot>().TakeAsync);
        builder.Services.AddDirectLine(options =>
        {
            options.SigningKey = Encoding.UTF8.GetBytes("a key of tests, longer than 32 bytes");
            options.Secret = Secret;
            options.AllowedOrigins.Add(AllowedOrigin);
            configure?.Invoke(options);
        });
        var app = builder.Build();
        app.UseCors();
        app.UseWebSockets();
        app.MapDirectLine();
        app.MapChatToken();
        await app.StartAsync();
        return new DirectLineHost(app);
    }

    public async Task<Visitor> VisitAsync()
    {
        using var response = await Http.PostAsync("/chat/token", null);
        response.EnsureSuccessStatusCode();
        var json = await response.Content.ReadFromJsonAsync<JsonElement>();
        return new Visitor(this, json.GetProperty("conversationId").GetString()!, json.GetProperty("token").GetString()!);
    }

    public Task<Answer> SendAsync(HttpMethod method, string path, string? bearer, string? body = null, params (string Name, string Value)[] headers) =>
        SendRawAsync(method, path, bearer is null ? null : "Bearer " + bearer, body, headers);

    public async Task<Answer> SendRawAsync(HttpMethod method, string path, string? authorization, string? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Answer(
            (int)response.StatusCode,
            text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text),
            response.Headers.ToDictionary(each => each.Key, each => string.Join(",", each.Value), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Stops as at a restart: open connections are told first.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}

internal sealed record Answer(int Status, JsonElement Json, Dictionary<string, string> Headers)
{
    public string? ErrorCode => Json.GetProperty("error").GetProperty("code").GetString();
}

/// <summary>Someone with a token of a conversation.</summary>
internal sealed record Visitor(DirectLineHost Host, string ConversationId, string Token)
{
    public string Conversation => $"{DirectLineHost.Base}/conversations/{ConversationId}";

    public Task<Answer> StartsAsync() => Host.SendAsync(HttpMethod.Post, DirectLineHost.Base + "/conversations", Token);

    public Task<Answer> PostsAsync(string body) => Host.SendAsync(HttpMethod.Post, Conversation + "/activities", Token, body);

    public Task<Answer> SaysAsync(string text, string clientActivityId) => PostsAsync(
        JsonSerializer.Serialize(new { type = "message", from = new { id = "me" }, text, channelData = new { clientActivityID = clientActivityId } }));

    public Task<Answer> ReadsAsync(string? watermark = null) =>
        Host.SendAsync(HttpMethod.Get, Conversation + "/activities" + (watermark is null ? "" : "?watermark=" + watermark), Token);
}

/// <summary>Repeats messages, greets, and can be made to fail.</summary>
internal sealed class EchoBot(IConversationLog log)
{
    private readonly ConcurrentQueue<Activity> _taken = new();

    public IEnumerable<Activity> Taken => _taken;

    public bool Fails { get; set; }

    public async Task TakeAsync(Activity activity, CancellationToken ct)
    {
        if (Fails)
            throw new InvalidOperationException("The bot is down.");
        _taken.Enqueue(activity);
        var text = activity.Type switch
        {
            ActivityTypes.ConversationUpdate => "Xin chào",
            ActivityTypes.Message => "Đã nghe: " + activity.Text,
            _ => null,
        };
        if (text is not null)
            await log.AppendAsync(activity.Conversation!.Id!, Reply(activity, text), "reply:" + activity.Id, ct);
    }

    private static Activity Reply(Activity to, string text) => new()
    {
        From = to.Recipient,
        Conversation = to.Conversation,
        ReplyToId = to.Type == ActivityTypes.Message ? to.Id : null,
        Text = text,
    };
}
