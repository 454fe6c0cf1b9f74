using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Outreach.Benchmarks.Measuring;

/// <summary>A provider that takes everything at once: Kestrel in a process of its own, so that its garbage is not ours.</summary>
internal sealed class Sink : IAsyncDisposable
{
    public const string Verb = "sink";

    private readonly Process process;

    private Sink(Process process, Uri url) => (this.process, Url) = (process, url);

    public Uri Url { get; }

    public static async Task<Sink> StartAsync()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, Verb) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        var url = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The sink did not start.");
        return new Sink(process, new Uri(url));
    }

    /// <summary>The other process: answers until its standard input ends, so it never outlives the one that started it.</summary>
    public static async Task ServeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var server = builder.Build();
        var taken = 0L;
        server.MapPost("/{**path}", async (HttpRequest request, HttpResponse response) =>
        {
            await request.Body.CopyToAsync(Stream.Null);
            response.StatusCode = StatusCodes.Status201Created;
            response.ContentType = "application/json";
            await response.WriteAsync($$"""{"sid":"SM{{Interlocked.Increment(ref taken).ToString("x32", CultureInfo.InvariantCulture)}}","status":"queued"}""");
        });
        await server.StartAsync();
        System.Console.WriteLine(server.Urls.Single());
        await System.Console.In.ReadToEndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
