using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Outreach.Sandbox;

namespace Outreach.Tests.Sandbox;

public sealed class TelegramFilesTests
{
    private static readonly byte[] Paper = "%PDF-1.4"u8.ToArray();

    [Fact]
    public async Task A_document_keeps_its_name_and_is_reused_by_its_id_but_is_no_photo()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var document = (await UploadAsync(sandbox, "sendDocument", ("chat_id", "1"), ("document", Paper)))["document"]!;
        var id = document["file_id"]!.ToString();

        using var again = await sandbox.TelegramAsync("sendDocument", $$"""{"chat_id":2,"document":"{{id}}"}""");
        using var asPhoto = await sandbox.TelegramAsync("sendPhoto", $$"""{"chat_id":2,"photo":"{{id}}"}""");

        document["file_name"]!.ToString().ShouldBe("tệp.pdf");
        ((int)again.StatusCode).ShouldBe(200);
        (await asPhoto.Content.ReadAsStringAsync()).ShouldContain("can't use file of type Document as Photo");
        var file = (await sandbox.MessagesAsync())[1].GetProperty("file");
        file.GetProperty("name").GetString().ShouldBe("tệp.pdf");
        (await sandbox.Http.GetByteArrayAsync(file.GetProperty("url").GetString())).ShouldBe(Paper);
    }

    [Fact]
    public async Task An_album_is_as_many_messages_with_the_caption_on_its_first()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var sent = await UploadAsync(
            sandbox,
            "sendMediaGroup",
            ("chat_id", "1"),
            ("media", """[{"type":"photo","media":"attach://p0","caption":"Lịch","caption_entities":[{"type":"bold","offset":0,"length":4}]},{"type":"photo","media":"attach://p1"}]"""),
            ("p0", Pixel.Png),
            ("p1", Pixel.Png));

        sent.AsArray().Count.ShouldBe(2);
        sent[0]!["media_group_id"]!.ToString().ShouldBe(sent[1]!["media_group_id"]!.ToString());
        sent[0]!["caption_entities"]!.AsArray().Count.ShouldBe(1);
        (await sandbox.MessagesAsync()).Select(message => message.GetProperty("text").GetString()).ShouldBe(["Lịch", ""]);
        (await sandbox.MessagesAsync()).Count(message => message.TryGetProperty("imageUrl", out _)).ShouldBe(2);
    }

    [Theory]
    [InlineData("filename=Mẫu đơn.pdf")]
    [InlineData("filename=\"Mẫu đơn.pdf\"")]
    [InlineData("filename=x.pdf; filename*=utf-8''M%E1%BA%ABu%20%C4%91%C6%A1n.pdf")]
    public async Task A_name_is_read_however_a_library_writes_it(string name)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var body = "--b\r\ncontent-disposition:form-data;name=\"chat_id\"\r\n\r\n5\r\n--b\r\ncontent-disposition:form-data;name=\"document\"\r\n\r\nattach://q\r\n"
            + $"--b\r\ncontent-disposition:form-data;name=\"q\";{name}\r\ncontent-type:application/octet-stream\r\n\r\nhello\r\n--b--\r\n";
        using var content = new StringContent(body);
        content.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "b") } };

        using var answer = await sandbox.Http.PostAsync($"/bot{SandboxDefaults.TelegramBotToken}/sendDocument", content);

        (await answer.Content.ReadFromJsonAsync<JsonObject>())!["result"]!["document"]!["file_name"]!.ToString().ShouldBe("Mẫu đơn.pdf");
    }

    private static async Task<JsonNode> UploadAsync(RunningSandbox sandbox, string method, params (string Name, object Value)[] parts)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in parts)
        {
            if (value is byte[] bytes)
                form.Add(new ByteArrayContent(bytes), name, bytes == Paper ? "tệp.pdf" : "a.png");
            else
                form.Add(new StringContent((string)value), name);
        }

        using var answer = await sandbox.Http.PostAsync($"/bot{SandboxDefaults.TelegramBotToken}/{method}", form);
        ((int)answer.StatusCode).ShouldBe(200, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!["result"]!;
    }
}
