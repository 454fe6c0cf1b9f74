using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Outreach.Accounts;
using Outreach.Feedback;
using Outreach.Storage;
using Outreach.Tests.Host;

namespace Outreach.Tests.Feedback;

public sealed class FeedbackApiTests(ServiceStand service) : IClassFixture<ServiceStand>
{
    private const string Path = "/api/v1/feedback";

    [Fact]
    public async Task Officers_read_what_was_reported_and_nobody_else()
    {
        var id = service.Services.GetRequiredService<IdGenerator>().Next();
        var store = service.Services.GetRequiredService<FeedbackStore>();
        await service.Services.GetRequiredService<Database>().WriteAsync(
            async session =>
            {
                await store.AddAsync(session, id, "GY-261122-AAAAA", id, "web", "ghế chờ hỏng", "phường Mẫu", null, default);
                return true;
            },
            default);

        (await service.GetAsync(Path)).Status.ShouldBe(401);
        var answer = await service.GetAsync(Path, await service.AddKeyAsync(ApiScopes.Read));

        answer.Status.ShouldBe(200);
        var entry = JsonElement.Parse(answer.Body).EnumerateArray().ShouldHaveSingleItem();
        entry.GetProperty("code").GetString().ShouldBe("GY-261122-AAAAA");
        entry.GetProperty("content").GetString().ShouldBe("ghế chờ hỏng");
        entry.GetProperty("contact").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("?limit=0")]
    [InlineData("?limit=201")]
    [InlineData("?before=yesterday")]
    public async Task A_question_nobody_understands_is_refused(string query) =>
        (await service.GetAsync(Path + query, await service.AddKeyAsync(ApiScopes.Read))).Status.ShouldBe(400);
}
