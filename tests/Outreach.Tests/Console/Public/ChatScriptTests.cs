using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Outreach.Console.Public;

namespace Outreach.Tests.Console.Public;

public sealed class ChatScriptTests
{
    private const string Site = "https://hue.example.vn";

    private static readonly PublicPageModel Model = new() { Province = "Tỉnh", Service = "Dịch vụ", Messages = [] };

    [Theory]
    [InlineData(Site, Site)]
    [InlineData("https://evil.example", null)]
    public async Task The_words_go_to_the_sites_that_may_carry_the_chat(string origin, string? allowed)
    {
        await using var host = await PublicPageHost.StartAsync(Model, Site);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/chat/texts");
        request.Headers.Add("Origin", origin);

        using var response = await host.Http.SendAsync(request);

        (response.Headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? values.Single() : null).ShouldBe(allowed);
        response.Headers.Vary.ShouldContain("Origin");
    }

    [Fact]
    public async Task The_frame_runs_nothing_from_elsewhere_and_stands_only_where_it_may()
    {
        await using var host = await PublicPageHost.StartAsync(Model, Site);

        using var response = await host.Http.GetAsync("/chat/frame");

        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("script-src 'self';");
        policy.ShouldContain("connect-src 'self' ");
        policy.ShouldEndWith($"frame-ancestors 'self' {Site}");
        policy.ShouldNotContain("unsafe");
        var nonce = Regex.Match(await response.Content.ReadAsStringAsync(), "data-nonce=\"([0-9a-f]{32})\"").Groups[1].Value;
        policy.ShouldContain($"'nonce-{nonce}'");
    }

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("", null)]
    public async Task Web_Chat_comes_compressed_and_is_kept(string accepted, string? encoding)
    {
        await using var host = await PublicPageHost.StartAsync(Model);
        var path = Regex.Match(await host.Http.GetStringAsync("/chat/frame"), @"src=""\.\.(/chat/webchat-[0-9a-f]+\.js)""").Groups[1].Value;
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accepted.Length > 0)
            request.Headers.Add("Accept-Encoding", accepted);

        using var response = await host.Http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.CacheControl!.ToString().ShouldBe("public, max-age=31536000, immutable");
        response.Content.Headers.ContentEncoding.ShouldBe(encoding is null ? [] : [encoding]);
        (await TextAsync(response, encoding)).ShouldContain("renderWebChat");
    }

    private static async Task<string> TextAsync(HttpResponseMessage response, string? encoding)
    {
        var body = await response.Content.ReadAsStreamAsync();
        await using var plain = encoding switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        };
        using var reader = new StreamReader(plain);
        return await reader.ReadToEndAsync();
    }
}
