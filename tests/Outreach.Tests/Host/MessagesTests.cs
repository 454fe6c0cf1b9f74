using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Outreach.Accounts;
using Outreach.People;
using Outreach.Tests.Support;

namespace Outreach.Tests.Host;

public sealed class MessagesTests(ServiceStand service) : IClassFixture<ServiceStand>
{
    private const string Path = "/api/v1/single-messages";

    [Fact]
    public async Task A_message_is_taken_stored_and_can_be_looked_up()
    {
        var key = await service.AddKeyAsync(ApiScopes.Read, ApiScopes.MessagesSend);

        var answer = await service.PostAsync(Path, key, """{"channel":"print","to":"Bảng tin phường","subject":"Lịch tiếp dân","text":"Thứ năm hằng tuần."}""", "m1");

        answer.Status.ShouldBe(202, answer.Body);
        var id = JsonDocument.Parse(answer.Body).RootElement.GetProperty("id").GetGuid();
        await Eventually.BecomesTrueAsync(
            async () => JsonDocument.Parse((await service.GetAsync($"{Path}/{id}", key)).Body).RootElement.GetProperty("state").GetString() == "sent", "the message is sent");
        (await service.GetAsync("/api/v1/manual-tasks", key)).Body.ShouldContain(id.ToString());
    }

    [Theory]
    [InlineData("""{"channel":"fax","to":"1","text":"x"}""", "“channel”")]
    [InlineData("""{"channel":"telegram","to":"1","text":"x"}""", "not configured")]
    [InlineData("""{"channel":"zalo","to":"","text":"x"}""", "“to”")]
    [InlineData("""{"channel":"sms","to":"0234382222","text":"x"}""", "“to”")]
    [InlineData("""{"channel":"zalo","to":"12345"}""", "“text”")]
    [InlineData("""{"channel":"zalo","to":"12345","text":"x","class":"guidance"}""", "campaign")]
    [InlineData("""{"channel":"zalo","to":"12345","text":"x","image":{"mediaId":"none.png","alt":"a"}}""", "none.png")]
    [InlineData("""{"channel":"zalo","to":"12345","text":"x","spans":[{"start":0,"length":9,"style":"bold"}]}""", "span")]
    [InlineData("""{"channel":"zalo","to":"12345","text":"x","template":{"id":"7","values":{},"fromContact":{"ten":{"fact":"Name","maxLength":30,"otherwise":"Bạn"}}}}""", "fromContact")]
    public async Task What_cannot_be_sent_is_refused_with_the_reason(string body, string names)
    {
        var key = await service.AddKeyAsync(ApiScopes.MessagesSend);

        var answer = await service.PostAsync(Path, key, body, "refused");

        (answer.Status, answer.Body).ShouldBe((400, answer.Body));
        JsonDocument.Parse(answer.Body).RootElement.GetProperty("title").GetString()!.ShouldContain(names);
    }

    [Fact]
    public async Task Who_has_left_gets_only_an_emergency()
    {
        var key = await service.AddKeyAsync(ApiScopes.MessagesSend);
        var contacts = service.Services.GetRequiredService<ContactStore>();
        await contacts.AddAsync([new NewContact("Bình", [new("zalo", "left-1")])], null, default);
        var database = service.Services.GetRequiredService<Outreach.Storage.Database>();
        var cipher = service.Services.GetRequiredService<Outreach.Storage.FieldCipher>();
        await database.WriteAsync(
            session => session.ExecuteAsync("UPDATE contact_addresses SET state = 1 WHERE lookup = @lookup", new { lookup = cipher.Lookup("zalo", "left-1") }, default), default);

        (await service.PostAsync(Path, key, """{"channel":"zalo","to":"left-1","text":"x"}""", "l1")).Status.ShouldBe(409);
        (await service.PostAsync(Path, key, """{"channel":"zalo","to":"left-1","text":"x","class":"emergency"}""", "l2")).Status.ShouldBe(202);
    }

    [Fact]
    public async Task Who_has_no_scope_for_it_sends_nothing() =>
        (await service.PostAsync(Path, await service.AddKeyAsync(ApiScopes.Read), """{"channel":"print","to":"a","text":"x"}""", "s1")).Status.ShouldBe(403);
}
