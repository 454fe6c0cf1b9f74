namespace Outreach.Tests.BotFramework.DirectLine;

/// <param name="Authorization">The whole header; <c>{token}</c> stands for the visitor's, null for none.</param>
/// <param name="Path">Below the prefix; <c>{id}</c> stands for the visitor's conversation.</param>
public sealed record RefusalCase(
    string Label, string Method, string Path, string? Authorization, string? Body, int Status, string Code)
{
    public override string ToString() => Label;
}

public sealed class DirectLineRefusalTests
{
    private const string Token = "Bearer {token}";
    private const string Secret = "Bearer " + DirectLineHost.Secret;
    private const string Activities = "/conversations/{id}/activities";

    public static TheoryData<RefusalCase> Refusals =>
    [
        new("No header", "GET", Activities, null, null, 401, "Unauthorized"),
        new("Another scheme", "GET", Activities, "Basic abc", null, 401, "Unauthorized"),
        new("Nothing after Bearer", "GET", Activities, "Bearer ", null, 401, "Unauthorized"),
        new("Two words after Bearer", "GET", Activities, "Bearer a b", null, 401, "Unauthorized"),
        new("No header when starting", "POST", "/conversations", null, null, 401, "Unauthorized"),
        new("No header when refreshing", "POST", "/tokens/refresh", null, null, 401, "Unauthorized"),
        new("Neither token nor secret", "GET", Activities, "Bearer guess", null, 403, "TokenExpired"),
        new("Token of another conversation", "GET", "/conversations/other/activities", Token, null, 403, "Forbidden"),
        new("Post with a token of another conversation", "POST", "/conversations/other/activities", Token, "{}", 403, "Forbidden"),
        new("Reconnect with a token of another conversation", "GET", "/conversations/other", Token, null, 403, "Forbidden"),
        new("Token made with a token", "POST", "/tokens/generate", Token, null, 403, "Forbidden"),
        new("Secret to refresh", "POST", "/tokens/refresh", Secret, null, 403, "Forbidden"),
        new("Unknown conversation read with the secret", "GET", "/conversations/none/activities", Secret, null, 404, "ConversationNotFound"),
        new("Unknown conversation reconnected", "GET", "/conversations/none", Secret, null, 404, "ConversationNotFound"),
        new("Unknown conversation posted to", "POST", "/conversations/none/activities", Secret, """{"type":"message","from":{"id":"u"}}""", 404, "ConversationNotFound"),
        new("Watermark of letters", "GET", Activities + "?watermark=abc", Token, null, 400, "BadArgument"),
        new("Negative watermark", "GET", Activities + "?watermark=-1", Token, null, 400, "BadArgument"),
        new("Malformed JSON", "POST", Activities, Token, """{"type":"message",""", 400, "BadArgument"),
        new("JSON of another shape", "POST", Activities, Token, """["message"]""", 400, "BadArgument"),
        new("JSON null", "POST", Activities, Token, "null", 400, "BadArgument"),
        new("Empty body", "POST", Activities, Token, "", 400, "BadArgument"),
        new("No type", "POST", Activities, Token, """{"text":"alo"}""", 400, "BadArgument"),
        new("Update of the conversation by a client", "POST", Activities, Token, """{"type":"conversationUpdate"}""", 400, "BadArgument"),
        new("The bot's id", "POST", Activities, Token, """{"type":"message","from":{"id":"assistant"}}""", 403, "Forbidden"),
        new("Another token's user", "POST", Activities, Token, """{"type":"message","from":{"id":"dl_other"}}""", 403, "Forbidden"),
        new("A token's user claimed with the secret", "POST", Activities, Secret, """{"type":"message","from":{"id":"dl_other"}}""", 403, "Forbidden"),
        new("Nobody, with the secret", "POST", Activities, Secret, """{"type":"message"}""", 400, "BadArgument"),
        new("Start as a token's user with the secret", "POST", "/conversations", Secret, """{"user":{"id":"dl_x"}}""", 400, "BadArgument"),
        new("Malformed start", "POST", "/conversations", Token, "{", 400, "BadArgument"),
        new("A body too long", "POST", Activities, Token, "{\"text\":\"" + new string('a', 256 * 1024) + "\"}", 413, "MessageSizeTooBig"),
    ];

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Is_refused(RefusalCase refusal)
    {
        await using var host = await DirectLineHost.StartAsync();
        var visitor = await host.VisitAsync();
        await visitor.StartsAsync();

        var answer = await host.SendRawAsync(
            new HttpMethod(refusal.Method),
            DirectLineHost.Base + refusal.Path.Replace("{id}", visitor.ConversationId, StringComparison.Ordinal),
            refusal.Authorization?.Replace("{token}", visitor.Token, StringComparison.Ordinal),
            refusal.Body);

        answer.Status.ShouldBe(refusal.Status);
        answer.ErrorCode.ShouldBe(refusal.Code);
    }

    [Fact]
    public async Task The_longest_body_allowed_is_taken()
    {
        await using var host = await DirectLineHost.StartAsync();
        var visitor = await host.VisitAsync();
        const string frame = """{"type":"message","text":""}""";

        var answer = await visitor.PostsAsync(frame.Insert(frame.Length - 2, new string('ệ', (256 * 1024) - frame.Length)));

        answer.Status.ShouldBe(200);
    }

    [Fact]
    public async Task Too_many_posts_in_one_conversation_wait_while_others_go_on()
    {
        await using var host = await DirectLineHost.StartAsync(options => options.PostsPerMinutePerConversation = 2);
        var visitor = await host.VisitAsync();
        await visitor.SaysAsync("một", "1");
        await visitor.SaysAsync("hai", "2");

        var third = await visitor.SaysAsync("ba", "3");

        third.Status.ShouldBe(429);
        int.Parse(third.Headers["Retry-After"], null).ShouldBeInRange(1, 60);
        (await (await host.VisitAsync()).SaysAsync("một", "1")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Too_many_tokens_for_one_address_wait()
    {
        await using var host = await DirectLineHost.StartAsync(options => options.StartsPerMinutePerAddress = 1);
        await host.VisitAsync();

        var second = await host.SendAsync(HttpMethod.Post, "/chat/token", null);

        second.Status.ShouldBe(429);
        int.Parse(second.Headers["Retry-After"], null).ShouldBeInRange(1, 60);
    }
}
