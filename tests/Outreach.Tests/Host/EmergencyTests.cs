using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Outreach.Accounts;
using Outreach.Storage;

namespace Outreach.Tests.Host;

public sealed class EmergencyTests(ServiceStand service) : IClassFixture<ServiceStand>
{
    private const string Path = "/api/v1/campaigns/emergency";
    private const string Reason = "Đang có nhiều cuộc gọi mạo danh trên địa bàn.";

    [Fact]
    public async Task Who_has_no_scope_for_it_sends_no_emergency()
    {
        var key = await service.AddKeyAsync(ApiScopes.Read, ApiScopes.CampaignsWrite, ApiScopes.CampaignsApprove);

        (await service.PostAsync(Path, key, Body("canh-bao-khan-mao-danh", Reason), "e1")).Status.ShouldBe(403);
    }

    [Fact]
    public async Task An_emergency_needs_a_reason()
    {
        var key = await KeyAsync();

        foreach (var reason in (string?[])[null, "", " "])
        {
            var answer = await service.PostAsync(Path, key, Body("canh-bao-khan-mao-danh", reason), $"e-{reason}-{reason is null}");
            answer.Status.ShouldBe(400);
            answer.Body.ShouldContain("reason");
        }
    }

    [Fact]
    public async Task Only_a_message_that_lies_ready_for_an_emergency_leaves_this_way()
    {
        var answer = await service.PostAsync(Path, await KeyAsync(), Body("canh-giac-lua-dao", Reason), "e1");

        answer.Status.ShouldBe(400);
        JsonDocument.Parse(answer.Body).RootElement.GetProperty("title").GetString()!.ShouldContain("not an emergency message");
    }

    [Fact]
    public async Task A_ready_one_leaves_at_once_without_a_second_person_and_who_and_why_is_kept()
    {
        var key = await KeyAsync();

        var answer = await service.PostAsync(Path, key, Body("canh-bao-khan-mao-danh", Reason), "e1");

        answer.Status.ShouldBe(201, answer.Body);
        var campaign = JsonDocument.Parse(answer.Body).RootElement;
        campaign.GetProperty("class").GetString().ShouldBe("emergency");
        campaign.GetProperty("approvedBy").GetString()!.ShouldContain("emergency override by");
        var subject = await service.Services.GetRequiredService<Database>().ReadAsync(
            session => session.FirstAsync<string>("SELECT subject FROM audit WHERE action = 'campaign.emergency' ORDER BY id DESC", null, default), default);
        subject.ShouldBe($"{campaign.GetProperty("id").GetString()}: {Reason}");
    }

    private Task<string> KeyAsync() => service.AddKeyAsync(ApiScopes.Read, ApiScopes.CampaignsEmergency);

    private static string Body(string message, string? reason) =>
        JsonSerializer.Serialize(new { name = "Cảnh báo", message, list = ServiceStand.List, channels = (string[])["zalo"], reason });
}
