using Microsoft.Extensions.Options;
using Outreach.BotFramework.DirectLine;

namespace Outreach.Tests.BotFramework.DirectLine;

public sealed record OptionsCase(string Label, Action<DirectLineOptions> Spoil, string Named)
{
    public override string ToString() => Label;
}

public sealed class DirectLineOriginTests
{
    public static TheoryData<OptionsCase> WrongOptions =>
    [
        new("Short key", options => options.SigningKey = new byte[31], "DirectLine:SigningKey"),
        new("Origin with a path", options => options.AllowedOrigins.Add("https://hue.gov.vn/"), "DirectLine:AllowedOrigins"),
        new("Any origin", options => options.AllowedOrigins.Add("*"), "DirectLine:AllowedOrigins"),
        new("No posts", options => options.PostsPerMinutePerConversation = 0, "DirectLine:PostsPerMinutePerConversation"),
        new("No starts", options => options.StartsPerMinutePerAddress = 0, "DirectLine:StartsPerMinutePerAddress"),
        new("No bytes", options => options.MaxUploadBytes = 0, "DirectLine:MaxUploadBytes"),
        new("No files", options => options.MaxUploadFiles = 0, "DirectLine:MaxUploadFiles"),
        new("No lifetime", options => options.TokenLifetime = TimeSpan.Zero, "DirectLine:TokenLifetime"),
        new("Empty secret", options => options.Secret = "", "DirectLine:Secret"),
        new("No bot", options => options.BotId = " ", "DirectLine:BotId"),
    ];

    [Theory]
    [MemberData(nameof(WrongOptions))]
    public async Task A_wrong_setting_stops_the_start_and_is_named(OptionsCase wrong) =>
        (await Should.ThrowAsync<OptionsValidationException>(() => DirectLineHost.StartAsync(wrong.Spoil))).Message.ShouldContain(wrong.Named);

    [Theory]
    [InlineData("/v3/directline/conversations", "POST")]
    [InlineData("/v3/directline/conversations/c1/activities", "GET")]
    [InlineData("/v3/directline/tokens/refresh", "POST")]
    [InlineData("/chat/token", "POST")]
    public async Task The_preflight_of_DirectLineJS_from_an_allowed_site_is_answered(string path, string method)
    {
        await using var host = await DirectLineHost.StartAsync();

        var answer = await PreflightAsync(host, path, method, DirectLineHost.AllowedOrigin);

        answer.Status.ShouldBe(204);
        answer.Headers["Access-Control-Allow-Origin"].ShouldBe(DirectLineHost.AllowedOrigin);
        answer.Headers["Access-Control-Allow-Credentials"].ShouldBe("true");
        answer.Headers["Access-Control-Max-Age"].ShouldBe("86400");
        foreach (var header in (string[])["authorization", "content-type", "x-ms-bot-agent", "x-requested-with"])
            answer.Headers["Access-Control-Allow-Headers"].ShouldContain(header);
    }

    [Fact]
    public async Task The_preflight_from_another_site_allows_nothing()
    {
        await using var host = await DirectLineHost.StartAsync();

        var answer = await PreflightAsync(host, "/v3/directline/conversations", "POST", "https://evil.example");

        answer.Headers.ShouldNotContainKey("Access-Control-Allow-Origin");
    }

    [Theory]
    [InlineData(null, 200)]
    [InlineData(DirectLineHost.AllowedOrigin, 200)]
    [InlineData("https://evil.example", 403)]
    [InlineData("null", 403)]
    public async Task Tokens_are_for_our_own_pages_and_the_allowed_sites(string? origin, int status)
    {
        await using var host = await DirectLineHost.StartAsync();

        var answer = await host.SendAsync(HttpMethod.Post, "/chat/token", null, null, origin is null ? [] : [("Origin", origin)]);

        answer.Status.ShouldBe(status);
    }

    [Fact]
    public async Task Our_own_page_is_recognised_behind_a_proxy_that_ends_TLS()
    {
        await using var host = await DirectLineHost.StartAsync();

        var answer = await host.SendAsync(
            HttpMethod.Post, "/chat/token", null, null, ("Origin", "https://truyenthong.hue.example.vn"), ("Host", "truyenthong.hue.example.vn"));

        answer.Status.ShouldBe(200);
    }

    private static Task<Answer> PreflightAsync(DirectLineHost host, string path, string method, string origin) => host.SendAsync(
        HttpMethod.Options, path, null, null,
        ("Origin", origin),
        ("Access-Control-Request-Method", method),
        ("Access-Control-Request-Headers", "authorization,content-type,x-ms-bot-agent,x-requested-with"));
}
