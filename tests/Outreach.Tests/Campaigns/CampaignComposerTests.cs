using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Outreach.Campaigns;
using Outreach.Content;
using Outreach.Content.Infographics;
using Outreach.Delivery;
using Outreach.Storage;
using Outreach.Tests.Content;
using Outreach.Tests.Support;

namespace Outreach.Tests.Campaigns;

[Trait("Database", "Both")]
public sealed class CampaignComposerTests : IAsyncLifetime, IDisposable
{
    private static readonly NewCampaign Good = new("Tạm trú", "tam-tru", CampaignStand.List, ["zalo", "sms"], "lan");

    private readonly ContentSample sample = new();
    private CampaignStand stand = null!;
    private CampaignComposer composer = null!;

    public async Task InitializeAsync()
    {
        stand = await CampaignStand.CreateAsync();
        await stand.AddContactsAsync(1);
        stand.Time.SetWallClock(new DateTimeOffset(2026, 11, 22, 2, 0, 0, TimeSpan.Zero));

        // A picture that can be drawn: the templates that travel with the program.
        File.Copy(Path.Combine(AppContext.BaseDirectory, "content", "infographics", "templates", "procedure-card.svg"), Path.Combine(sample.Path, "infographics/templates/procedure-card.svg"), overwrite: true);
        var content = ContentLibrary.Load(sample.Path);
        var pictures = new InfographicPublisher(
            content,
            new MediaStore(Path.Combine(stand.Test.Folder, "media")),
            Options.Create(new ContentOptions { Directory = sample.Path }),
            stand.Time,
            NullLogger<InfographicPublisher>.Instance);
        composer = new CampaignComposer(content, pictures, stand.Store, [new FakeChannel("zalo"), new FakeChannel("telegram") { Enabled = false }, new NoPictures(), new FakeChannel("web")], stand.Time);
    }

    public async Task DisposeAsync() => await stand.DisposeAsync();

    public void Dispose() => sample.Dispose();

    [Fact]
    public async Task The_words_of_each_channel_are_frozen_and_a_picture_goes_where_pictures_can()
    {
        var campaign = (await composer.CreateAsync(Good, default)).ShouldBeOfType<CampaignChange.Done>().Campaign;

        var renditions = await stand.Store.RenditionsAsync(campaign.Id, default);
        renditions["zalo"].Text.ShouldBe("Đăng ký tạm trú tại nhà.");
        renditions["sms"].ShouldBe(new MessageContent("Dang ky tam tru tren dichvucong.gov.vn"));
        if (SvgRasterizer.IsAvailable)
            renditions["zalo"].Image!.Alt.ShouldBe("Hồ sơ và lệ phí đăng ký tạm trú.");
        campaign.State.ShouldBe(CampaignState.Draft);
    }

    public sealed record Case(string Label, NewCampaign Request, string Named)
    {
        public override string ToString() => Label;
    }

    public static TheoryData<Case> Refusals =>
    [
        new("no name", Good with { Name = " " }, "name"),
        new("no channel", Good with { Channels = [] }, "channel"),
        new("a channel twice", Good with { Channels = ["zalo", "zalo"] }, "once"),
        new("no such message", Good with { MessageId = "khai-sinh" }, "khai-sinh"),
        new("no such list", Good with { List = "Không có" }, "Không có"),
        new("no such channel", Good with { Channels = ["fax"] }, "fax"),
        new("a channel without credentials", Good with { Channels = ["telegram"] }, "not configured"),
        new("a channel that carries no campaigns", Good with { Channels = ["web"] }, "web"),
    ];

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_cannot_be_sent_is_refused_by_name(Case row)
    {
        (await composer.CreateAsync(row.Request, default)).ShouldBeOfType<CampaignChange.Refused>().Reason.ShouldContain(row.Named);
        (await stand.Test.CountAsync("campaigns")).ShouldBe(0);
    }

    [Theory]
    [InlineData("2025-12-31T16:59:59Z", false)]
    [InlineData("2025-12-31T17:00:00Z", true)]
    [InlineData("2026-12-31T16:59:59Z", true)]
    [InlineData("2026-12-31T17:00:00Z", false)]
    public async Task A_message_is_sent_only_on_the_days_it_is_valid_in_Viet_Nam(string now, bool valid)
    {
        stand.Time.SetWallClock(DateTimeOffset.Parse(now, null));

        (await composer.CreateAsync(Good, default) is CampaignChange.Done).ShouldBe(valid);
    }

    private sealed class NoPictures : IChannel
    {
        public string Name => "sms";

        public string Account => "default";

        public bool Enabled => true;

        public ChannelLimits Limits { get; } = new(TextLength: 1600, CaptionLength: 0, Buttons: 0, MessagesPerSecond: 1, Concurrency: 1);

        public Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct) => throw new InvalidOperationException("Composing sends nothing.");
    }
}
