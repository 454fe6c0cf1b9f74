using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Outreach.Tests.Sandbox;

public sealed class PhonesPageTests
{
    [Theory]
    [InlineData("/", null, "lang=\"vi\"", "Điện thoại của người dân")]
    [InlineData("/?lang=en", "vi", "lang=\"en\"", "Find a recipient")]
    [InlineData("/", "en-GB,vi;q=0.5", "lang=\"en\"", "Find a recipient")]
    [InlineData("/", "fr", "lang=\"vi\"", "Tìm người nhận")]
    public async Task The_page_speaks_Vietnamese_unless_English_is_asked_for(string path, string? accepts, string lang, string text)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accepts is not null)
            request.Headers.Add("Accept-Language", accepts);

        using var response = await sandbox.Http.SendAsync(request);
        var html = await response.Content.ReadAsStringAsync();

        System.Net.WebUtility.HtmlDecode(html).ShouldContain(text);
        html.ShouldContain(lang);
        html.ShouldNotContain("{{");
        html.ShouldNotContain("[[");
    }

    [Fact]
    public async Task A_persons_channels_share_one_phone_also_when_known_late()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        await sandbox.ZaloTextAsync("1", "trên Zalo");
        using var sent = await sandbox.TelegramAsync("sendMessage", """{"chat_id":5,"text":"trên Telegram"}""");

        using var registered = await sandbox.ControlAsync("people", """[{"name":"Đỗ Văn Ước","zalo":"1","telegram":"5"}]""", HttpMethod.Put);

        var list = (await sandbox.Http.GetFromJsonAsync<JsonObject>("/sandbox/phones"))!;
        list["total"]!.GetValue<int>().ShouldBe(1);
        var phone = (await sandbox.Http.GetFromJsonAsync<JsonObject>($"/sandbox/phones/{list["phones"]![0]!["id"]}"))!;
        phone["name"]!.GetValue<string>().ShouldBe("Đỗ Văn Ước");
        phone["bubbles"]!.AsArray().Select(bubble => bubble!["text"]!.GetValue<string>()).ShouldBe(["trên Zalo", "trên Telegram"]);
    }

    [Theory]
    [InlineData("""{"channel":"fax","from":"1","text":"a"}""", "channel")]
    [InlineData("""{"channel":"telegram","from":"x","text":"a"}""", "from")]
    [InlineData("""{"channel":"zalo","from":"1"}""", "text")]
    [InlineData("""{"channel":"zalo","from":"1","event":"dance"}""", "event")]
    [InlineData("""{"channel":"sms","from":"+84901234567","event":"leave"}""", "event")]
    [InlineData("""{"channel":"zalo","from":"1","event":"tap","message":9,"button":0}""", "message")]
    public async Task A_citizen_cannot_do_nonsense(string body, string field)
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        using var response = await sandbox.ControlAsync("inbound", body);

        ((int)response.StatusCode).ShouldBe(400);
        (await response.Content.ReadFromJsonAsync<JsonObject>())!["detail"]!.GetValue<string>().ShouldStartWith(field);
    }
}
