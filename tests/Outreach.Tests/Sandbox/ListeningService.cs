using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Outreach.Tests.Sandbox;

/// <summary>The service's side of the webhooks: keeps what comes, in order, and answers as told.</summary>
internal sealed class ListeningService : IAsyncDisposable
{
    private readonly Channel<Call> calls = Channel.CreateUnbounded<Call>();
    private readonly WebApplication app;

    private ListeningService(WebApplication app) => this.app = app;

    /// <summary>Status of each answer, given how many calls came before.</summary>
    public Func<int, int> Status { get; set; } = _ => StatusCodes.Status200OK;

    public Uri Url => new(app.Urls.First());

    public static async Task<ListeningService> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var service = new ListeningService(app);
        var count = 0;
        app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync();
            context.Response.StatusCode = service.Status(Interlocked.Increment(ref count) - 1);
            service.calls.Writer.TryWrite(new Call(
                context.Request.Path,
                context.Request.QueryString.Value ?? "",
                body,
                context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
        });
        await app.StartAsync();
        return service;
    }

    /// <summary>The next webhook; fails the test when none comes in a generous while.</summary>
    public async Task<Call> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await calls.Reader.ReadAsync(patience.Token);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    public sealed record Call(string Path, string Query, string Body, IReadOnlyDictionary<string, string> Headers);
}
