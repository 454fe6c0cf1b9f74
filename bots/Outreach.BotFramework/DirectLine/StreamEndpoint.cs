using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Hosting;

namespace Outreach.BotFramework.DirectLine;

/// <summary>
/// The WebSocket on which a client hears of new activities: each text frame is a set with its watermark. It reads the log like
/// a polling client, so nothing is lost or doubled between the two.
/// </summary>
internal static class StreamEndpoint
{
    /// <summary>How long the address of a stream may be used to open it (Direct Line 3.0, reconnecting).</summary>
    private static readonly TimeSpan AddressLifetime = TimeSpan.FromSeconds(60);

    /// <summary>How long an activity appended on another node may stay unnoticed.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>An empty frame keeps proxies from closing a silent connection; many do after 60 s, some after 30.</summary>
    private static readonly TimeSpan KeepAliveEvery = TimeSpan.FromSeconds(25);

    /// <summary>How long a client may take to answer our close.</summary>
    private static readonly TimeSpan FarewellWithin = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Where to open the stream, absolute as clients need it; null when the host does not call <c>UseWebSockets()</c>, so they poll.
    /// Behind a proxy the host restores scheme and host from the forwarded headers.
    /// </summary>
    public static string? AddressFor(HttpRequest request, DirectLineTokens tokens, string conversationId, string userId, IReadOnlyList<string>? origins)
    {
        if (request.HttpContext.Features.Get<IHttpWebSocketFeature>() is null)
            return null;
        var path = request.Path.Value!;
        var prefix = path[..path.LastIndexOf("/conversations", StringComparison.Ordinal)];
        var token = tokens.Issue(conversationId, userId, origins, AddressLifetime);
        return $"{(request.IsHttps ? "wss" : "ws")}://{request.Host}{request.PathBase}{prefix}/conversations/{conversationId}/stream"
            + $"?watermark={Uri.EscapeDataString(request.Query["watermark"].ToString())}&t={token}";
    }

    public static async Task<IResult> OpenAsync(
        HttpContext http,
        string conversationId,
        [FromQuery(Name = "t")] string? bearer,
        [FromServices] DirectLineGate gate,
        [FromServices] DirectLineStreams streams,
        [FromServices] IConversationLog log,
        [FromServices] TimeProvider time,
        [FromServices] IHostApplicationLifetime life)
    {
        if (gate.AdmitBearer(http.Request, bearer, conversationId) is Admission.Refused refused)
            return refused.Answer;
        if (!Watermark.TryParse(http.Request, out var watermark))
            return Watermark.Invalid();
        if (!http.WebSockets.IsWebSocketRequest)
            return DirectLineError.Malformed("A WebSocket handshake was expected.");

        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        using var stream = streams.Open(conversationId);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stream.Replaced, life.ApplicationStopping);
        var listening = ListenAsync(socket, end);
        await SendAsync(socket, stream, log, conversationId, watermark, time, end.Token);
        await CloseAsync(socket, listening, life.ApplicationStopping.IsCancellationRequested);
        return Results.Empty;
    }

    private static async Task SendAsync(
        WebSocket socket, DirectLineStreams.OpenStream stream, IConversationLog log, string conversationId, long watermark, TimeProvider time, CancellationToken ct)
    {
        var lastSent = time.GetTimestamp();
        try
        {
            while (!ct.IsCancellationRequested)
            {
                var logged = await log.ReadAfterAsync(conversationId, watermark, ActivityEndpoints.PageSize, ct);
                if (logged.Count > 0)
                {
                    watermark = logged[^1].Sequence;
                    var set = new ActivitySet([.. logged.Select(each => each.Activity)], Watermark.Write(watermark));
                    await SendFrameAsync(socket, JsonSerializer.SerializeToUtf8Bytes(set, DirectLineJson.Default.ActivitySet), ct);
                    lastSent = time.GetTimestamp();
                    continue;
                }

                if (time.GetElapsedTime(lastSent) >= KeepAliveEvery)
                {
                    await SendFrameAsync(socket, [], ct);
                    lastSent = time.GetTimestamp();
                }

                await stream.WaitAsync(LookEvery, time, ct);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The client went away, another stream took over or the host stops; the client comes back with its watermark.
        }
    }

    private static async Task SendFrameAsync(WebSocket socket, byte[] frame, CancellationToken ct) =>
        await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, ct);

    /// <summary>Clients send only keep-alives here; reading them is how a close is noticed.</summary>
    private static async Task ListenAsync(WebSocket socket, CancellationTokenSource end)
    {
        var buffer = new byte[256];
        try
        {
            while ((await socket.ReceiveAsync(buffer, CancellationToken.None)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // Closed without a farewell, or we gave up waiting for it.
        }

        await end.CancelAsync();
    }

    private static async Task CloseAsync(WebSocket socket, Task listening, bool restarting)
    {
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(
                    restarting ? WebSocketCloseStatus.EndpointUnavailable : WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
            await listening.WaitAsync(FarewellWithin);
        }
        catch (Exception e) when (e is WebSocketException or TimeoutException)
        {
            socket.Abort();
        }

        await listening;
    }
}
