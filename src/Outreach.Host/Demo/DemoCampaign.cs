using Outreach.Campaigns;
using Outreach.Content;

namespace Outreach.Host.Demo;

/// <summary>The demo's campaign: written by one, approved by another, launched by the scheduler.</summary>
internal sealed class DemoCampaign(CampaignComposer composer, CampaignStore campaigns, CampaignScheduler scheduler, TimeProvider time)
{
    private const string Name = "Đăng ký khai sinh: làm từ nhà, nhận kết quả nhanh";
    private const string Message = "khai-sinh-truc-tuyen";
    private const string Author = "chuyên viên truyền thông";

    /// <summary>As guidance it would wait for the morning when the demo is run at night.</summary>
    private const string ClassReason = "Tin về chính sách xã hội; người ký: lãnh đạo phòng (trình diễn).";
    private const string Approver = "lãnh đạo phòng";

    /// <summary>Soon enough to watch, late enough to see it wait for its time.</summary>
    private static readonly TimeSpan LaunchIn = TimeSpan.FromSeconds(2);

    /// <summary>Takes up the campaign of an earlier run on the same data folder at whatever step it was, or makes it.</summary>
    public async Task<Campaign> ScheduleAsync(CancellationToken ct)
    {
        var campaign = (await campaigns.ListAsync(ct)).Find(known => known.Name == Name)
            ?? Expect(await composer.CreateAsync(
                new NewCampaign(Name, Message, DemoSeed.List, ["zalo", "telegram", "sms"], Author, MessageClass.SocialPolicy, ClassReason), ct));
        if (campaign.State == CampaignState.Draft)
            campaign = Expect(await campaigns.ApproveAsync(campaign.Id, Approver, ct));
        if (campaign.State == CampaignState.Approved)
            campaign = Expect(await scheduler.ScheduleAsync(campaign.Id, time.GetUtcNow() + LaunchIn, ct));
        return campaign;
    }

    private static Campaign Expect(CampaignChange change) => change switch
    {
        CampaignChange.Done done => done.Campaign,
        CampaignChange.Refused refused => throw new InvalidOperationException(refused.Reason),
        _ => throw new InvalidOperationException("The campaign is gone."),
    };
}
