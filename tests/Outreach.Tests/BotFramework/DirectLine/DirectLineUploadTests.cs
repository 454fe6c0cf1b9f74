using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Outreach.BotFramework.DirectLine;

namespace Outreach.Tests.BotFramework.DirectLine;

/// <param name="Send">The request's body, for the visitor's conversation.</param>
public sealed record UploadRefusal(string Label, Func<HttpContent> Send, int Status, string Code)
{
    public override string ToString() => Label;
}

public sealed class DirectLineUploadTests
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];
    private static readonly byte[] Pdf = [.. "%PDF-1.7 "u8, 4, 5];

    public static TheoryData<UploadRefusal> Refusals =>
    [
        new("No file", () => Form(null), 400, "BadArgument"),
        new("An empty file", () => Form(null, File([], "image/png", "a.png")), 400, "BadArgument"),
        new("A type that is not taken", () => Form(null, File([1, 2], "application/zip", "a.zip")), 400, "BadArgument"),
        new("A program that is called a picture", () => Form(null, File("MZ"u8.ToArray(), "image/png", "a.png")), 400, "BadArgument"),
        new("A page that is called a picture", () => Form(null, File("<script>"u8.ToArray(), "image/svg+xml", "a.svg")), 400, "BadArgument"),
        new("One byte too many", () => Form(null, File([.. Png, .. new byte[1014]], "image/png", "a.png")), 413, "MessageSizeTooBig"),
        new("Far too many bytes", () => Form(null, File(new byte[3_000_000], "image/png", "a.png")), 413, "MessageSizeTooBig"),
        new("Too many files", () => Form(null, File(Png, "image/png", "a"), File(Png, "image/png", "b"), File(Png, "image/png", "c")), 400, "BadArgument"),
        new("No boundary", () => Raw("x", "multipart/form-data"), 400, "BadArgument"),
        new("Half a body", () => Raw("--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nabc", "multipart/form-data; boundary=b"), 400, "BadArgument"),
        new("No type", () => new ByteArrayContent(Png), 400, "BadArgument"),
        new("An activity that is none", () => Form("[1", File(Png, "image/png", "a.png")), 400, "BadArgument"),
        new("The bot's words", () => Form("""{"type":"message","from":{"id":"assistant"}}""", File(Png, "image/png", "a.png")), 403, "Forbidden"),
        new("Another token's user", () => Form("""{"type":"message","from":{"id":"dl_other"}}""", File(Png, "image/png", "a.png")), 403, "Forbidden"),
    ];

    [Fact]
    public async Task Words_and_files_become_one_message_that_the_client_sees_and_the_bot_gets()
    {
        await using var host = await DirectLineHost.StartAsync();
        var visitor = await host.VisitAsync();

        var answer = await UploadAsync(visitor, Form(
            """{"type":"message","text":"đường hỏng","from":{"id":"me"},"channelData":{"clientActivityID":"c1"},"attachments":[{"contentType":"image/png","name":"x"}]}""",
            File(Png, "image/png", "../đường.png"), File(Pdf, "application/pdf", "đơn.pdf")));

        answer.Status.ShouldBe(200);
        var echo = (await visitor.ReadsAsync()).Json.GetProperty("activities")[0];
        answer.Json.GetProperty("id").GetString().ShouldBe(echo.GetProperty("id").GetString());
        echo.GetProperty("text").GetString().ShouldBe("đường hỏng");
        echo.GetProperty("channelData").GetProperty("clientActivityID").GetString().ShouldBe("c1");
        Attachments(echo).Select(each => (each.GetProperty("contentType").GetString(), each.GetProperty("name").GetString()))
            .ShouldBe([("image/png", "đường.png"), ("application/pdf", "đơn.pdf")]);
        Attachments(echo).Select(each => each.TryGetProperty("thumbnailUrl", out var small) ? small.GetString() : null)
            .ShouldBe([Attachments(echo).First().GetProperty("contentUrl").GetString(), null], "Web Chat draws a user's picture by its thumbnail");

        var taken = host.Bot.Taken.Single();
        taken.Attachments!.Select(AttachmentLinks.IdOf).ShouldAllBe(id => id!.Length == 32);
    }

    [Fact]
    public async Task A_single_file_may_be_the_whole_body()
    {
        await using var host = await DirectLineHost.StartAsync();
        var visitor = await host.VisitAsync();
        var body = new ByteArrayContent(Png);
        body.Headers.ContentType = new("image/png");
        body.Headers.ContentDisposition = new("form-data") { Name = "file", FileName = "a.png" };

        (await UploadAsync(visitor, body)).Status.ShouldBe(200);

        Attachments((await visitor.ReadsAsync()).Json.GetProperty("activities")[0]).Single().GetProperty("name").GetString().ShouldBe("a.png");
    }

    [Fact]
    public async Task A_picture_is_shown_and_a_document_only_saved_and_neither_runs()
    {
        await using var host = await DirectLineHost.StartAsync();
        var visitor = await host.VisitAsync();
        await UploadAsync(visitor, Form(null, File(Png, "image/png", "a.png"), File(Pdf, "application/pdf", "b.pdf")));
        var urls = await UrlsAsync(visitor);

        using var picture = await host.Http.GetAsync(urls[0]);
        using var document = await host.Http.GetAsync(urls[1]);

        (await picture.Content.ReadAsByteArrayAsync()).ShouldBe(Png);
        picture.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        picture.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("inline");
        document.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        foreach (var response in new[] { picture, document })
        {
            response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            response.Headers.GetValues("Content-Security-Policy").ShouldBe(["default-src 'none'; sandbox"]);
        }
    }

    [Fact]
    public async Task A_file_is_for_its_conversation_and_its_address_ends()
    {
        await using var host = await DirectLineHost.StartAsync();
        var visitor = await host.VisitAsync();
        var other = await host.VisitAsync();
        await UploadAsync(visitor, Form(null, File(Png, "image/png", "a.png")));
        var url = (await UrlsAsync(visitor))[0];
        var bare = url[..url.IndexOf('?', StringComparison.Ordinal)];

        (await StatusAsync(host, bare, null)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(host, url + "x", null)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(host, bare, other.Token)).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(host, bare, visitor.Token)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(host, bare[..^1] + "g", visitor.Token)).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(host, url.Replace(visitor.ConversationId, other.ConversationId, StringComparison.Ordinal), null)).ShouldBe(HttpStatusCode.Unauthorized);
        host.Time.Advance(TimeSpan.FromHours(2));
        (await StatusAsync(host, url, null)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_is_no_upload_is_refused_and_leaves_nothing(UploadRefusal refusal)
    {
        await using var host = await DirectLineHost.StartAsync(options => (options.MaxUploadBytes, options.MaxUploadFiles) = (1024, 2));
        var visitor = await host.VisitAsync();
        await visitor.StartsAsync();

        var answer = await UploadAsync(visitor, refusal.Send());

        (answer.Status, answer.ErrorCode).ShouldBe((refusal.Status, refusal.Code));
        (await visitor.ReadsAsync()).Json.GetProperty("activities").GetArrayLength().ShouldBe(1, "the greeting");
    }

    [Fact]
    public async Task A_repeated_upload_is_one_message_and_one_file()
    {
        await using var host = await DirectLineHost.StartAsync();
        var visitor = await host.VisitAsync();
        HttpContent Again() => Form("""{"type":"message","channelData":{"clientActivityID":"c1"}}""", File(Png, "image/png", "a.png"));

        var first = await UploadAsync(visitor, Again());
        var second = await UploadAsync(visitor, Again());

        second.Json.GetProperty("id").GetString().ShouldBe(first.Json.GetProperty("id").GetString());
        (await UrlsAsync(visitor)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_conversation_has_so_many_files_and_an_address_so_many_uploads()
    {
        await using var host = await DirectLineHost.StartAsync(options => (options.MaxUploadsPerConversation, options.UploadsPerMinutePerAddress) = (1, 3));
        var visitor = await host.VisitAsync();

        (await UploadAsync(visitor, Form(null, File(Png, "image/png", "a.png")))).Status.ShouldBe(200);
        (await UploadAsync(visitor, Form(null, File(Pdf, "application/pdf", "b.pdf")))).Status.ShouldBe(403);
        (await UploadAsync(await host.VisitAsync(), Form(null, File(Png, "image/png", "a.png")))).Status.ShouldBe(200);
        var busy = await UploadAsync(await host.VisitAsync(), Form(null, File(Png, "image/png", "a.png")));
        busy.Status.ShouldBe(429);
        busy.Headers.ShouldContainKey("Retry-After");
    }

    [Fact]
    public async Task Types_are_the_hosts_to_choose()
    {
        await using var host = await DirectLineHost.StartAsync(options => options.UploadTypes.Add("text/csv"));
        var visitor = await host.VisitAsync();

        (await UploadAsync(visitor, Form(null, File("a,b"u8.ToArray(), "text/csv", "a.csv")))).Status.ShouldBe(200);
        (await UploadAsync(visitor, Form(null, File(Png, "image/png", "a.png")))).Status.ShouldBe(400);
    }

    [Fact]
    public async Task With_the_secret_there_must_be_a_conversation_and_a_sender()
    {
        await using var host = await DirectLineHost.StartAsync();
        var visitor = await host.VisitAsync();

        (await UploadAsync(visitor with { Token = DirectLineHost.Secret }, Form(null, File(Png, "image/png", "a.png")))).Status.ShouldBe(404);
        await visitor.StartsAsync();
        (await UploadAsync(visitor with { Token = DirectLineHost.Secret }, Form(null, File(Png, "image/png", "a.png")), query: "")).Status.ShouldBe(400);
        (await UploadAsync(visitor with { Token = DirectLineHost.Secret }, Form(null, File(Png, "image/png", "a.png")), query: "?userId=officer")).Status.ShouldBe(200);
        host.Bot.Taken.Last().From!.Id.ShouldBe("officer");
    }

    private static async Task<Answer> UploadAsync(Visitor visitor, HttpContent body, string query = "?userId=me")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, visitor.Conversation + "/upload" + query) { Content = body };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", visitor.Token);
        using var response = await visitor.Host.Http.SendAsync(request);
        return new Answer(
            (int)response.StatusCode,
            JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync()),
            response.Headers.ToDictionary(each => each.Key, each => string.Join(",", each.Value), StringComparer.OrdinalIgnoreCase));
    }

    private static async Task<List<string>> UrlsAsync(Visitor visitor) =>
        [.. (await visitor.ReadsAsync()).Json.GetProperty("activities").EnumerateArray().SelectMany(each => Attachments(each)).Select(each => each.GetProperty("contentUrl").GetString()!)];

    private static JsonElement.ArrayEnumerator Attachments(JsonElement activity) =>
        activity.TryGetProperty("attachments", out var attachments) ? attachments.EnumerateArray() : default;

    private static async Task<HttpStatusCode> StatusAsync(DirectLineHost host, string url, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await host.Http.SendAsync(request);
        return response.StatusCode;
    }

    private static MultipartFormDataContent Form(string? activity, params HttpContent[] files)
    {
        var form = new MultipartFormDataContent();
        if (activity is not null)
            form.Add(new StringContent(activity, Encoding.UTF8, "application/vnd.microsoft.activity"), "activity", "blob");
        foreach (var file in files)
            form.Add(file);
        return form;
    }

    private static ByteArrayContent File(byte[] content, string type, string name)
    {
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue(type);
        file.Headers.ContentDisposition = new("form-data") { Name = "file", FileNameStar = name };
        return file;
    }

    private static StringContent Raw(string body, string type)
    {
        var content = new StringContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }
}
