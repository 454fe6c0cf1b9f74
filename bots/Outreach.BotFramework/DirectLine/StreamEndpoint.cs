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
    public static string? AddressFor(
        HttpRequest request, DirectLineTokens tokens, string conversationId, string userId, IReadOnlyList<string>? origins, string watermark)
    {
        if (request.HttpContext.Features.Get<IHttpWebSocketFeature>() is null)
            return null;
        var token = tokens.Issue(conversationId, userId, origins, AddressLifetime);
        return $"{(request.IsHttps ? "wss" : "ws")}://{request.Host}{DirectLineAddress.PathOf(request)}/conversations/{conversationId}/stream"
            + $"?watermark={watermark}&t={token}";
    }

    public static async Task<IResult> OpenAsync(
        HttpContext http,
        string conversationId,
        [FromQuery(Name = "t")] string? bearer,
        [FromServices] DirectLineGate gate,
        [FromServices] DirectLineStreams streams,
        [FromServices] IConversationLog log,
        [FromServices] AttachmentLinks links,
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
        var reader = new Reader(log, links, conversationId, http.Request);
        await SendAsync(socket, stream, reader, watermark, time, end.Token);
        await CloseAsync(socket, listening, life.ApplicationStopping.IsCancellationRequested);
        return Results.Empty;
    }

    private static async Task SendAsync(
        WebSocket socket, DirectLineStreams.OpenStream stream, Reader reader, long watermark, TimeProvider time, CancellationToken ct)
    {
        var lastSent = time.GetTimestamp();
        try
        {
            while (!ct.IsCancellationRequested)
            {
                if (await reader.NextAsync(watermark, ct) is { } next)
                {
                    watermark = next.Watermark;
                    await SendFrameAsync(socket, next.Frame, ct);
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

    /// <summary>The log as frames.</summary>
    private sealed class Reader(IConversationLog log, AttachmentLinks links, string conversationId, HttpRequest request)
    {
        /// <summary>What came after the watermark; null when nothing did.</summary>
        public async Task<(byte[] Frame, long Watermark)?> NextAsync(long watermark, CancellationToken ct)
        {
            var logged = await log.ReadAfterAsync(conversationId, watermark, ActivityEndpoints.PageSize, ct);
            if (logged.Count == 0)
                return null;
            var set = ActivityEndpoints.SetOf(logged, watermark, links, conversationId, request);
            return (JsonSerializer.SerializeToUtf8Bytes(set, DirectLineJson.Default.ActivitySet), logged[^1].Sequence);
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
