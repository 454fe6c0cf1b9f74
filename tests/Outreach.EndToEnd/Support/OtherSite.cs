using System.Net;
using System.Text;

namespace Outreach.EndToEnd.Support;

/// <summary>A page of another site, with nothing of ours but the one line that carries the chat.</summary>
public sealed class OtherSite : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly Task serving;

    public OtherSite(string url, string service)
    {
        listener.Prefixes.Add(url + "/");
        listener.Start();
        serving = ServeAsync(Encoding.UTF8.GetBytes($"""
            <!DOCTYPE html><html lang="vi"><meta charset="utf-8"><title>Cổng khác</title><h1>Cổng khác</h1>
            <script type="module" src="{service}/chat.js"></script></html>
            """));
    }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await serving;
        listener.Close();
    }

    private async Task ServeAsync(byte[] page)
    {
        try
        {
            while (true)
            {
                var request = await listener.GetContextAsync();
                request.Response.ContentType = "text/html; charset=utf-8";
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
