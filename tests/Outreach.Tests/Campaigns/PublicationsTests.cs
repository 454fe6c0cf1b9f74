using Outreach.Campaigns;
using Outreach.Content;
using Outreach.Delivery;
using Outreach.Tests.Content;

namespace Outreach.Tests.Campaigns;

[Trait("Database", "Both")]
public sealed class PublicationsTests : IAsyncLifetime, IDisposable
{
    private static readonly MessageImage Approved = new(new string('a', 64) + ".png", "Hồ sơ và lệ phí đăng ký tạm trú.");

    private readonly ContentSample sample = new();
    private CampaignStand stand = null!;
    private Publications publications = null!;

    public async Task InitializeAsync()
    {
        stand = await CampaignStand.CreateAsync();
        await stand.AddContactsAsync(1);
        publications = new Publications(stand.Test.Database, ContentLibrary.Load(sample.Path), stand.Store);
    }

    public async Task DisposeAsync() => await stand.DisposeAsync();

    public void Dispose() => sample.Dispose();

    [Fact]
    public async Task A_launched_campaign_is_shown_with_the_picture_that_was_approved()
    {
        await stand.Job.LaunchAsync(await ScheduleAsync(), default);

        var shown = (await publications.LatestAsync(5, default)).ShouldHaveSingleItem();
        shown.Message.Id.ShouldBe("tam-tru");
        shown.Picture.ShouldBe(Approved);
    }

    [Fact]
    public async Task A_message_sent_twice_is_shown_once_and_one_that_waits_for_its_time_not_at_all()
    {
        (await publications.LatestAsync(5, default)).ShouldBeEmpty();
        await stand.Job.LaunchAsync(await ScheduleAsync(), default);
        await stand.Job.LaunchAsync(await ScheduleAsync(), default);
        await ScheduleAsync();

        (await publications.LatestAsync(5, default)).Count.ShouldBe(1);
    }

    private async Task<Guid> ScheduleAsync()
    {
        var renditions = new Dictionary<string, MessageContent> { ["zalo"] = new("Xin chào", Approved), ["sms"] = new("Xin chao") };
        var created = await stand.Store.CreateAsync(CampaignStand.Request, renditions, default);
        var id = created.ShouldBeOfType<CampaignChange.Done>().Campaign.Id;
        await stand.Store.ApproveAsync(id, "minh", default);
        await stand.Store.ScheduleAsync(id, stand.Time.GetUtcNow(), default);
        return id;
    }
}
