using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Outreach.Tests.Support;

/// <summary>What a provider was asked. Form and multipart bodies are kept as text, as they came.</summary>
public sealed record ReceivedRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>
/// A provider on loopback that answers exactly what was planned, path by path and in order. A request nobody planned is
/// refused and fails the test at the end, and so does an answer nobody fetched.
/// </summary>
public sealed class FakeProvider : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Func<HttpContext, Task>>> plan = new();
    private readonly ConcurrentQueue<ReceivedRequest> received = new();
    private readonly ConcurrentQueue<string> unplanned = new();
    private readonly WebApplication server;

    private FakeProvider()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        server = builder.Build();
        server.Run(AnswerAsync);
    }

    public Uri Url => new(server.Urls.Single());

    public IReadOnlyList<ReceivedRequest> Received => [.. received];

    public static async Task<FakeProvider> StartAsync()
    {
        var provider = new FakeProvider();
        await provider.server.StartAsync();
        return provider;
    }

    /// <summary>An address of this machine where nobody listens.</summary>
    public static Uri Down()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    public void Answers(string path, string body, int status = 200, string contentType = "application/json") =>
        Answers(path, context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = contentType;
            return context.Response.WriteAsync(body);
        });

    public void Answers(string path, Func<HttpContext, Task> answer) => plan.GetOrAdd(path, _ => new()).Enqueue(answer);

    /// <summary>Reads the next request and never answers it; the task ends when the request is there.</summary>
    public Task KeepsSilentAt(string path)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Answers(path, async context =>
        {
            var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = context.RequestAborted.Register(gone.SetResult);
            reached.SetResult();
            await gone.Task;
        });
        return reached.Task;
    }

    /// <summary>Promises a long answer, sends its beginning and hangs up.</summary>
    public void BreaksOffAt(string path) => Answers(path, async context =>
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = 500;
        await context.Response.WriteAsync("""{"ok":true,"error":0,"sid":"SM1","data":{"message_id":"1" """);
        await context.Response.Body.FlushAsync();
        context.Abort();
    });

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        unplanned.ShouldBeEmpty("requests nobody planned");
        plan.Where(path => !path.Value.IsEmpty).Select(path => path.Key).ShouldBeEmpty("planned answers nobody fetched");
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        using var reader = new StreamReader(context.Request.Body);
        received.Enqueue(new(
            context.Request.Method, path, context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString()), await reader.ReadToEndAsync()));
        if (plan.TryGetValue(path, out var answers) && answers.TryDequeue(out var answer))
        {
            await answer(context);
            return;
        }

        unplanned.Enqueue($"{context.Request.Method} {path}");
        context.Response.StatusCode = StatusCodes.Status501NotImplemented;
    }
}
