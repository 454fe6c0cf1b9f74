using System.Text.Json;

namespace Outreach.Tests.BotFramework.DirectLine;

public sealed class DirectLineTests
{
    [Fact]
    public async Task A_visitor_starts_is_greeted_asks_and_reads_echo_and_reply()
    {
        await using var host = await DirectLineHost.StartAsync();
        var visitor = await host.VisitAsync();

        (await visitor.StartsAsync()).Status.ShouldBe(201);
        var posted = await visitor.SaysAsync("làm khai sinh ở đâu?", "c1");
        var read = await visitor.ReadsAsync("");

        posted.Status.ShouldBe(200);
        posted.Json.GetProperty("id").GetString().ShouldBe(visitor.ConversationId + "|0000002");
        Texts(read).ShouldBe(["Xin chào", "làm khai sinh ở đâu?", "Đã nghe: làm khai sinh ở đâu?"]);
        read.Json.GetProperty("watermark").GetString().ShouldBe("3");
        Texts(await visitor.ReadsAsync("3")).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_echo_keeps_channel_data_and_gets_id_time_role_and_the_tokens_user()
    {
        await using var host = await DirectLineHost.StartAsync();
        var visitor = await host.VisitAsync();

        await visitor.PostsAsync("""
            {"type":"message","from":{"id":"someone","name":"chị Hoa","role":"bot"},"text":"alo","serviceUrl":"https://evil.example",
             "channelId":"webchat","conversation":{"id":"other"},"channelData":{"clientActivityID":"c1","more":[1]}}
            """);
        var echo = (await visitor.ReadsAsync()).Json.GetProperty("activities")[0];

        echo.GetProperty("id").GetString().ShouldBe(visitor.ConversationId + "|0000001");
        echo.GetProperty("timestamp").GetDateTimeOffset().ShouldBe(host.Time.GetUtcNow());
        echo.GetProperty("from").GetProperty("id").GetString()!.ShouldStartWith("dl_");
        echo.GetProperty("from").GetProperty("name").GetString().ShouldBe("chị Hoa");
        echo.GetProperty("from").GetProperty("role").GetString().ShouldBe("user");
        echo.GetProperty("conversation").GetProperty("id").GetString().ShouldBe(visitor.ConversationId);
        echo.GetProperty("channelData").GetRawText().ShouldBe("""{"clientActivityID":"c1","more":[1]}""");
        echo.TryGetProperty("serviceUrl", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_repeated_start_is_200_and_does_not_greet_again()
    {
        await using var host = await DirectLineHost.StartAsync();
        var visitor = await host.VisitAsync();
        await visitor.StartsAsync();

        var again = await visitor.StartsAsync();

        again.Status.ShouldBe(200);
        again.Json.GetProperty("conversationId").GetString().ShouldBe(visitor.ConversationId);
        Texts(await visitor.ReadsAsync()).ShouldBe(["Xin chào"]);
    }

    [Fact]
    public async Task A_post_repeated_after_a_lost_answer_is_stored_and_answered_once()
    {
        await using var host = await DirectLineHost.StartAsync();
        var visitor = await host.VisitAsync();

        var first = await visitor.SaysAsync("alo", "c1");
        var repeated = await visitor.SaysAsync("alo", "c1");
        await visitor.SaysAsync("alo", "c2");

        repeated.Json.GetRawText().ShouldBe(first.Json.GetRawText());
        Texts(await visitor.ReadsAsync()).ShouldBe(["alo", "Đã nghe: alo", "alo", "Đã nghe: alo"]);
    }

    [Fact]
    public async Task What_the_bot_could_not_take_is_502_and_reaches_it_when_posted_again()
    {
        await using var host = await DirectLineHost.StartAsync();
        var visitor = await host.VisitAsync();
        host.Bot.Fails = true;

        var failed = await visitor.SaysAsync("alo", "c1");
        host.Bot.Fails = false;
        var again = await visitor.SaysAsync("alo", "c1");

        failed.Status.ShouldBe(502);
        failed.ErrorCode.ShouldBe("BotRejectedActivity");
        again.Status.ShouldBe(200);
        Texts(await visitor.ReadsAsync()).ShouldBe(["alo", "Đã nghe: alo"]);
    }

    [Fact]
    public async Task A_bot_that_cannot_greet_does_not_fail_the_start()
    {
        await using var host = await DirectLineHost.StartAsync();
        host.Bot.Fails = true;

        (await (await host.VisitAsync()).StartsAsync()).Status.ShouldBe(201);
    }

    [Fact]
    public async Task Unknown_types_are_passed_on_and_typing_is_not_kept()
    {
        await using var host = await DirectLineHost.StartAsync();
        var visitor = await host.VisitAsync();

        (await visitor.PostsAsync("""{"type":"somethingNew"}""")).Status.ShouldBe(200);
        var typing = await visitor.PostsAsync("""{"type":"typing"}""");

        typing.Status.ShouldBe(200);
        typing.Json.GetProperty("id").GetString().ShouldNotBeNullOrEmpty();
        host.Bot.Taken.Select(each => each.Type).ShouldBe(["somethingNew", "typing"]);
        (await visitor.ReadsAsync()).Json.GetProperty("activities").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_long_conversation_is_read_in_pages()
    {
        await using var host = await DirectLineHost.StartAsync();
        var visitor = await host.VisitAsync();
        await visitor.StartsAsync();
        for (var n = 2; n <= 250; n++)
            await host.Log.AppendAsync(visitor.ConversationId, new() { Text = $"{n}" }, null, default);

        var first = await visitor.ReadsAsync();
        var second = await visitor.ReadsAsync(first.Json.GetProperty("watermark").GetString());

        Texts(first).Count().ShouldBe(200);
        Texts(second).Count().ShouldBe(50);
        second.Json.GetProperty("watermark").GetString().ShouldBe("250");
    }

    [Fact]
    public async Task The_secret_makes_tokens_for_a_named_user()
    {
        await using var host = await DirectLineHost.StartAsync();

        var made = await host.SendAsync(
            HttpMethod.Post, DirectLineHost.Base + "/tokens/generate", DirectLineHost.Secret, """{"user":{"id":"dl_known"}}""");
        var visitor = new Visitor(host, made.Json.GetProperty("conversationId").GetString()!, made.Json.GetProperty("token").GetString()!);
        await visitor.SaysAsync("alo", "c1");

        made.Json.GetProperty("expires_in").GetInt32().ShouldBe(1800);
        host.Bot.Taken.Single().From!.Id.ShouldBe("dl_known");
    }

    [Fact]
    public async Task The_secret_starts_posts_and_reads_for_any_user()
    {
        await using var host = await DirectLineHost.StartAsync();
        var started = await host.SendAsync(HttpMethod.Post, DirectLineHost.Base + "/conversations", DirectLineHost.Secret, """{"user":{"id":"u1"}}""");
        var server = new Visitor(host, started.Json.GetProperty("conversationId").GetString()!, DirectLineHost.Secret);

        var posted = await server.PostsAsync("""{"type":"message","from":{"id":"u1"},"text":"alo"}""");

        started.Status.ShouldBe(201);
        posted.Status.ShouldBe(200);
        Texts(await server.ReadsAsync()).ShouldBe(["Xin chào", "alo", "Đã nghe: alo"]);
    }

    [Fact]
    public async Task A_client_that_comes_back_gets_a_new_token()
    {
        await using var host = await DirectLineHost.StartAsync();
        var visitor = await host.VisitAsync();
        await visitor.StartsAsync();
        host.Time.Advance(TimeSpan.FromMinutes(20));

        var back = await host.SendAsync(HttpMethod.Get, visitor.Conversation + "?watermark=1", visitor.Token);
        host.Time.Advance(TimeSpan.FromMinutes(20));

        back.Status.ShouldBe(200);
        (await (visitor with { Token = back.Json.GetProperty("token").GetString()! }).ReadsAsync()).Status.ShouldBe(200);
        (await visitor.ReadsAsync()).Status.ShouldBe(403);
    }

    private static IEnumerable<string?> Texts(Answer answer) => answer.Json.GetProperty("activities").EnumerateArray()
        .Select(each => each.TryGetProperty("text", out JsonElement text) ? text.GetString() : null);
}
