using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Outreach.Tests.BotFramework.DirectLine;

public sealed class DirectLineStreamTests
{
    [Fact]
    public async Task A_new_stream_begins_with_what_was_said_before_it_was_opened()
    {
        await using var host = await DirectLineHost.StartAsync();
        var visitor = await host.VisitAsync();
        var started = await visitor.StartsAsync();
        await visitor.SaysAsync("alo", "c1");

        using var socket = await ConnectAsync(StreamUrl(started));

        var set = await NextSetAsync(socket);
        Texts(set).ShouldBe(["Xin chào", "alo", "Đã nghe: alo"]);
        set.GetProperty("watermark").GetString().ShouldBe("3");
    }

    [Fact]
    public async Task Echo_and_reply_arrive_as_they_are_said()
    {
        await using var host = await DirectLineHost.StartAsync();
        var visitor = await host.VisitAsync();
        using var socket = await ConnectAsync(StreamUrl(await visitor.StartsAsync()));
        await NextSetAsync(socket);

        await visitor.SaysAsync("alo", "c1");

        (await TextsAsync(socket, count: 2)).ShouldBe(["alo", "Đã nghe: alo"]);
    }

    [Fact]
    public async Task What_is_announced_arrives_at_once()
    {
        await using var host = await DirectLineHost.StartAsync();
        var visitor = await host.VisitAsync();
        using var socket = await ConnectAsync(StreamUrl(await visitor.StartsAsync()));
        await NextSetAsync(socket);

        await host.Log.AppendAsync(visitor.ConversationId, new() { Text = "cán bộ trả lời" }, null, default);
        host.Streams.Announce(visitor.ConversationId);

        Texts(await NextSetAsync(socket)).ShouldBe(["cán bộ trả lời"]);
    }

    [Fact]
    public async Task What_another_node_appended_is_found_without_an_announcement()
    {
        await using var host = await DirectLineHost.StartAsync();
        var visitor = await host.VisitAsync();
        using var socket = await ConnectAsync(StreamUrl(await visitor.StartsAsync()));
        await NextSetAsync(socket);

        await host.Log.AppendAsync(visitor.ConversationId, new() { Text = "từ nơi khác" }, null, default);
        var next = NextSetAsync(socket);
        while (await Task.WhenAny(next, Task.Delay(10)) != next)
            host.Time.Advance(TimeSpan.FromMilliseconds(500));

        Texts(await next).ShouldBe(["từ nơi khác"]);
    }

    [Fact]
    public async Task After_a_lost_connection_the_stream_goes_on_from_the_watermark()
    {
        await using var host = await DirectLineHost.StartAsync();
        var visitor = await host.VisitAsync();
        await visitor.StartsAsync();
        await visitor.SaysAsync("một", "1");

        var back = await host.SendAsync(HttpMethod.Get, visitor.Conversation + "?watermark=2", visitor.Token);
        using var socket = await ConnectAsync(StreamUrl(back));

        Texts(await NextSetAsync(socket)).ShouldBe(["Đã nghe: một"]);
    }

    /// <summary>Direct Line 3.0, reconnecting: no watermark means only what is new, an empty one means everything.</summary>
    [Theory]
    [InlineData("", "hai")]
    [InlineData("?watermark=", "Xin chào")]
    public async Task Coming_back_without_a_watermark_hears_what_is_new_and_with_an_empty_one_everything(string query, string first)
    {
        await using var host = await DirectLineHost.StartAsync();
        var visitor = await host.VisitAsync();
        await visitor.StartsAsync();
        await visitor.SaysAsync("một", "1");

        var back = await host.SendAsync(HttpMethod.Get, visitor.Conversation + query, visitor.Token);
        await visitor.SaysAsync("hai", "2");
        using var socket = await ConnectAsync(StreamUrl(back));

        Texts(await NextSetAsync(socket)).First().ShouldBe(first);
    }

    [Fact]
    public async Task Addresses_on_the_stream_are_absolute()
    {
        await using var host = await DirectLineHost.StartAsync();
        var visitor = await host.VisitAsync();
        using var socket = await ConnectAsync(StreamUrl(await visitor.StartsAsync()));
        await NextSetAsync(socket);

        await host.Log.AppendAsync(visitor.ConversationId, new() { Attachments = [new() { ContentType = "image/png", ContentUrl = "/media/a.png" }] }, null, default);
        host.Streams.Announce(visitor.ConversationId);

        (await NextSetAsync(socket)).GetProperty("activities")[0].GetProperty("attachments")[0].GetProperty("contentUrl").GetString()
            .ShouldBe(host.Http.BaseAddress + "media/a.png");
    }

    [Fact]
    public async Task A_second_stream_closes_the_first()
    {
        await using var host = await DirectLineHost.StartAsync();
        var visitor = await host.VisitAsync();
        var url = StreamUrl(await visitor.StartsAsync());
        using var first = await ConnectAsync(url);
        await NextSetAsync(first);

        using var second = await ConnectAsync(url);

        (await NextFrameAsync(first)).ShouldBeNull();
        first.CloseStatus.ShouldBe(WebSocketCloseStatus.NormalClosure);
        Texts(await NextSetAsync(second)).ShouldBe(["Xin chào"]);
    }

    [Fact]
    public async Task A_stopping_host_says_so()
    {
        await using var host = await DirectLineHost.StartAsync();
        using var socket = await ConnectAsync(StreamUrl(await (await host.VisitAsync()).StartsAsync()));
        await NextSetAsync(socket);

        var stopping = host.StopAsync();

        (await NextFrameAsync(socket)).ShouldBeNull();
        socket.CloseStatus.ShouldBe(WebSocketCloseStatus.EndpointUnavailable);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
        await stopping;
    }

    [Fact]
    public async Task A_silent_stream_gets_an_empty_frame()
    {
        await using var host = await DirectLineHost.StartAsync();
        var visitor = await host.VisitAsync();
        using var socket = await ConnectAsync(StreamUrl(await visitor.StartsAsync()));
        await NextSetAsync(socket);

        var next = NextFrameAsync(socket);
        while (await Task.WhenAny(next, Task.Delay(10)) != next)
            host.Time.Advance(TimeSpan.FromSeconds(1));

        (await next).ShouldBe("");
    }

    [Fact]
    public async Task The_address_of_a_stream_is_good_for_a_minute_and_for_its_conversation()
    {
        await using var host = await DirectLineHost.StartAsync();
        var visitor = await host.VisitAsync();
        var url = StreamUrl(await visitor.StartsAsync());
        var other = await host.VisitAsync();

        host.Time.Advance(TimeSpan.FromSeconds(60));

        await ShouldBeRefusedAsync(url, 403);
        await ShouldBeRefusedAsync(url[..url.IndexOf("&t=", StringComparison.Ordinal)], 401);
        await ShouldBeRefusedAsync(url[..url.IndexOf("&t=", StringComparison.Ordinal)] + "&t=" + other.Token, 403);
        await ShouldBeRefusedAsync(url.Replace("watermark=", "watermark=x", StringComparison.Ordinal), 403);
    }

    [Fact]
    public async Task A_stream_asked_for_without_a_handshake_is_400()
    {
        await using var host = await DirectLineHost.StartAsync();
        var visitor = await host.VisitAsync();
        await visitor.StartsAsync();

        (await host.SendAsync(HttpMethod.Get, $"{visitor.Conversation}/stream?t={visitor.Token}", null)).Status.ShouldBe(400);
    }

    private static string StreamUrl(Answer answer) => answer.Json.GetProperty("streamUrl").GetString()!;

    private static async Task<ClientWebSocket> ConnectAsync(string url)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(url), default);
        return socket;
    }

    private static async Task ShouldBeRefusedAsync(string url, int status)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        await Should.ThrowAsync<WebSocketException>(() => socket.ConnectAsync(new Uri(url), default));
        ((int)socket.HttpStatusCode).ShouldBe(status);
    }

    /// <summary>The next text frame; null when the server closes.</summary>
    private static async Task<string?> NextFrameAsync(ClientWebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        var received = await socket.ReceiveAsync(buffer, default);
        return received.MessageType == WebSocketMessageType.Close ? null : Encoding.UTF8.GetString(buffer, 0, received.Count);
    }

    private static async Task<JsonElement> NextSetAsync(ClientWebSocket socket) =>
        JsonSerializer.Deserialize<JsonElement>((await NextFrameAsync(socket)).ShouldNotBeNull());

    private static async Task<List<string?>> TextsAsync(ClientWebSocket socket, int count)
    {
        var texts = new List<string?>();
        while (texts.Count < count)
            texts.AddRange(Texts(await NextSetAsync(socket)));
        return texts;
    }

    private static IEnumerable<string?> Texts(JsonElement set) =>
        set.GetProperty("activities").EnumerateArray().Select(each => each.GetProperty("text").GetString());
}
