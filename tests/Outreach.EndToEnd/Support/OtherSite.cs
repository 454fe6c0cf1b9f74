using System.Net;
using System.Text;

namespace Outreach.EndToEnd.Support;

/// <summary>Another site, which answers everything with one page or one document.</summary>
public sealed class OtherSite : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly Task serving;

    /// <summary>A page with nothing of ours but the one line that carries the chat.</summary>
    public OtherSite(string url, string service)
        : this(
            url,
            "text/html; charset=utf-8",
            $"""
            <!DOCTYPE html><html lang="vi"><meta charset="utf-8"><title>Cổng khác</title><h1>Cổng khác</h1>
            <script type="module" src="{service}/chat.js"></script></html>
            """)
    {
    }

    private OtherSite(string url, string contentType, string content)
    {
        listener.Prefixes.Add(url + "/");
        listener.Start();
        serving = ServeAsync(contentType, Encoding.UTF8.GetBytes(content));
    }

    public static OtherSite Answering(string url, string json) => new(url, "application/json", json);

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await serving;
        listener.Close();
    }

    private async Task ServeAsync(string contentType, byte[] page)
    {
        try
        {
            while (true)
            {
                var request = await listener.GetContextAsync();
                request.Response.ContentType = contentType;
                await request.Response.OutputStream.WriteAsync(page);
                request.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // Stopped.
        }
    }
}
