using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Outreach.Accounts;
using Outreach.Inbox;
using Outreach.Tests.Support;

namespace Outreach.Tests.Host;

/// <summary>An officer sees by REST who waits for a person, takes the conversation and ends it.</summary>
public sealed class HandoffsTests(ServiceStand service) : IClassFixture<ServiceStand>
{
    private const string Path = "/api/v1/handoffs";

    [Fact]
    public async Task A_handoff_is_seen_taken_and_ended_once()
    {
        var key = await service.AddKeyAsync(ApiScopes.Read, ApiScopes.MessagesSend);
        await service.Services.GetRequiredService<IncomingMessages>().AcceptAsync(
            new IncomingMessage("zalo", "default", "handoff-1", "u-handoff", IncomingKind.Message, TimeProvider.System.GetUtcNow(), "cho tôi gặp cán bộ"), default);
        await Eventually.BecomesTrueAsync(async () => await OpenAsync(key) == 1, "the handoff is stored");

        var handoff = JsonDocument.Parse((await service.GetAsync(Path, key)).Body).RootElement[0];
        (handoff.GetProperty("channel").GetString(), handoff.GetProperty("state").GetString()).ShouldBe(("zalo", "initiated"));
        var state = $"{Path}/{handoff.GetProperty("id").GetGuid()}/state";

        (await service.PostAsync(state, key, """{"state":"taken"}""", "h1")).Status.ShouldBe(400);
        (await service.PostAsync(state, key, """{"state":"accepted"}""", "h2")).Status.ShouldBe(204);
        (await service.PostAsync(state, key, """{"state":"completed"}""", "h3")).Status.ShouldBe(204);
        (await service.PostAsync(state, key, """{"state":"accepted"}""", "h4")).Status.ShouldBe(409);
        (await service.PostAsync($"{Path}/{Guid.Empty}/state", key, """{"state":"accepted"}""", "h5")).Status.ShouldBe(404);
        (await OpenAsync(key)).ShouldBe(0);
        (await service.GetAsync(Path)).Status.ShouldBe(401);
    }

    private async Task<int> OpenAsync(string key) => JsonDocument.Parse((await service.GetAsync(Path + "?open=true", key)).Body).RootElement.GetArrayLength();
}
