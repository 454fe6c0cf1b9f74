using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Outreach.Campaigns;
using Outreach.Content;
using Outreach.Content.Infographics;
using Outreach.Delivery;
using Outreach.Delivery.Rules;
using Outreach.Storage;
using Outreach.Tests.Content;
using Outreach.Tests.Content.Zns;
using Outreach.Tests.Support;

namespace Outreach.Tests.Campaigns;

[Trait("Database", "Both")]
public sealed class CampaignComposerTests : IAsyncLifetime, IDisposable
{
    private const string Refusal = " soan TC";

    private static readonly NewCampaign Good = new("Tạm trú", "tam-tru", CampaignStand.List, ["zalo", "sms"], "lan");
    private static readonly NewCampaign Advertisement = Good with { Class = MessageClass.Advertising, ClassReason = "giới thiệu dịch vụ", Channels = ["sms"] };

    private readonly ContentSample sample = new();
    private CampaignStand stand = null!;

    public async Task InitializeAsync()
    {
        stand = await CampaignStand.CreateAsync();
        await stand.AddContactsAsync(1);
        stand.Time.SetWallClock(new DateTimeOffset(2026, 11, 22, 2, 0, 0, TimeSpan.Zero));

        // A picture that can be drawn: the templates that travel with the program.
        File.Copy(Path.Combine(AppContext.BaseDirectory, "content", "infographics", "templates", "procedure-card.svg"), Path.Combine(sample.Path, "infographics/templates/procedure-card.svg"), overwrite: true);
    }

    public async Task DisposeAsync() => await stand.DisposeAsync();

    public void Dispose() => sample.Dispose();

    [Fact]
    public async Task The_words_of_each_channel_are_frozen_and_a_picture_goes_where_pictures_can()
    {
        var campaign = Made(await CreateAsync(Good));

        var renditions = await stand.Store.RenditionsAsync(campaign.Id, default);
        renditions["zalo"].Text.ShouldBe("Đăng ký tạm trú tại nhà.");
        renditions["sms"].Text.ShouldBe("Dang ky tam tru tren dichvucong.gov.vn");
        if (SvgRasterizer.IsAvailable)
            renditions["zalo"].Image!.Alt.ShouldBe("Hồ sơ và lệ phí đăng ký tạm trú.");
        campaign.State.ShouldBe(CampaignState.Draft);
    }

    [Fact]
    public async Task What_is_read_out_is_in_words_and_what_is_printed_is_a_sheet()
    {
        sample.Write("lexicon/viet-tat.yaml", "abbreviations:\n  dvc: [dịch vụ công]");

        var campaign = Made(await CreateAsync(Good with { Channels = ["loudspeaker", "print"] }, new FakeChannel("loudspeaker"), new FakeChannel("print")));

        var renditions = await stand.Store.RenditionsAsync(campaign.Id, default);
        renditions["loudspeaker"].Text.ShouldStartWith("Thông báo của ");
        renditions["loudspeaker"].Text.ShouldNotContain("dichvucong.gov.vn");
        renditions["loudspeaker"].Image.ShouldBeNull();
        if (SvgRasterizer.IsAvailable)
            renditions["print"].File!.Name.ShouldBe("tam-tru.pdf");
    }

    [Fact]
    public async Task A_template_is_frozen_with_the_facts_and_without_a_name()
    {
        sample.Write("messages/tam-tru.yaml", ZnsSample.Message);

        var campaign = Made(await CreateAsync(Good with { Channels = ["zns"] }, new PlainChannel("zns")));

        var rendition = (await stand.Store.RenditionsAsync(campaign.Id, default))["zns"];
        rendition.Text.ShouldStartWith("Kính gửi <ten> (<noi>), thủ tục Đăng ký tạm trú");
        rendition.Image.ShouldBeNull();
        (rendition.Template!.Id, rendition.Template.Values["ma"]).ShouldBe(("578634", "1.004194"));
        rendition.Template.FromContact!["ten"].ShouldBe(new ContactValue(ContactFact.Name, 30, "Quý công dân"));
    }

    [Fact]
    public async Task Words_Zalo_approved_get_no_label_and_must_say_how_to_refuse_themselves()
    {
        sample.Write("rules/sending.yaml", ContentSample.Rules.Replace("channel: sms", "channel: zns", StringComparison.Ordinal));
        sample.Write("messages/tam-tru.yaml", ZnsSample.Message);
        var request = Advertisement with { Channels = ["zns"] };
        (await CreateAsync(request, new PlainChannel("zns"))).ShouldBeOfType<CampaignChange.Refused>().Reason.ShouldContain("does not begin with [QC]");

        sample.Write("messages/tam-tru.yaml", ZnsSample.Message.Replace("Kính gửi", "[QC] Kính gửi", StringComparison.Ordinal).Replace("Nhắn TC", "Soạn TC", StringComparison.Ordinal));
        var campaign = Made(await CreateAsync(request, new PlainChannel("zns")));
        (await stand.Store.RenditionsAsync(campaign.Id, default))["zns"].Text.ShouldStartWith("[QC] Kính gửi <ten>");
    }

    [Fact]
    public async Task An_article_has_the_words_of_the_web_page_what_they_rest_on_and_a_cover()
    {
        var change = await CreateAsync(Good with { Channels = ["zalo-broadcast"] }, new PlainChannel("zalo-broadcast", captionLength: 1600));

        if (!SvgRasterizer.IsAvailable)
        {
            change.ShouldBeOfType<CampaignChange.Refused>().Reason.ShouldContain("ảnh bìa");
            return;
        }

        var article = (await stand.Store.RenditionsAsync(Made(change).Id, default))["zalo-broadcast"];
        article.Subject.ShouldBe("Đăng ký tạm trú tại nhà");
        article.Text.ShouldBe("Đăng ký tạm trú tại nhà.\n\nĐăng ký tạm trú, mã thủ tục 1.004194: https://dichvucong.gov.vn/\nNguồn: Cổng Dịch vụ công quốc gia, 29/04/2026.");
        article.Image!.Alt.ShouldBe("Hồ sơ và lệ phí đăng ký tạm trú.");
    }

    [Theory]
    [InlineData("zns", "infographic: tam-tru", "infographic: tam-tru", "chưa có mẫu ZNS nên không gửi được qua kênh zns")]
    [InlineData("zns", "infographic: tam-tru", "infographic: tam-tru", "vào messages/tam-tru.yaml")]
    [InlineData("zalo-broadcast", "infographic: tam-tru\n", "", "Bài viết Zalo cần ảnh bìa, mà tin “Đăng ký tạm trú tại nhà” chưa có đồ họa")]
    public async Task What_a_message_lacks_for_a_channel_of_Zalo_is_said_in_the_officers_language(string channel, string good, string bad, string named)
    {
        sample.Write("messages/tam-tru.yaml", ContentSample.Message.Replace(good, bad, StringComparison.Ordinal));

        (await CreateAsync(Good with { Channels = [channel] }, new PlainChannel(channel, captionLength: 1600))).ShouldBeOfType<CampaignChange.Refused>().Reason.ShouldContain(named);
        (await stand.Test.CountAsync("campaigns")).ShouldBe(0);
    }

    [Fact]
    public async Task A_title_longer_than_an_article_has_is_refused()
    {
        sample.Write("messages/tam-tru.yaml", ContentSample.Message.Replace("title: Đăng ký tạm trú tại nhà", $"title: {new string('a', 151)}", StringComparison.Ordinal));

        (await CreateAsync(Good with { Channels = ["zalo-broadcast"] }, new PlainChannel("zalo-broadcast"))).ShouldBeOfType<CampaignChange.Refused>().Reason.ShouldContain("dài 151");
    }

    [Fact]
    public async Task A_fact_too_long_for_its_parameter_is_refused_and_not_cut()
    {
        sample.Write("messages/tam-tru.yaml", ZnsSample.Message.Replace("type: product,", "type: product, maxLength: 5,", StringComparison.Ordinal));

        (await CreateAsync(Good with { Channels = ["zns"] }, new PlainChannel("zns"))).ShouldBeOfType<CampaignChange.Refused>()
            .Reason.ShouldBe("“Đăng ký tạm trú tại nhà” on zns: parameter “thu_tuc”: field has 15 characters; product takes at most 5.");
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
        new("another class without a reason", Good with { Class = MessageClass.Care }, "sending it as Care needs a reason"),
        new("another class with an empty reason", Good with { Class = MessageClass.SocialPolicy, ClassReason = " " }, "needs a reason"),
        new("an emergency without a reason", Good with { Class = MessageClass.Emergency }, "needs a reason"),
        new("no such class", Good with { Class = (MessageClass)77, ClassReason = "thử" }, "no message class 77"),
        new("words that do not say how to refuse", Advertisement, "“Đăng ký tạm trú tại nhà” on sms: the text does not say how to refuse, for example “soạn TC” (rule quang-cao)"),
    ];

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_cannot_be_sent_is_refused_by_name(Case row)
    {
        (await CreateAsync(row.Request)).ShouldBeOfType<CampaignChange.Refused>().Reason.ShouldContain(row.Named);
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

        (await CreateAsync(Good) is CampaignChange.Done).ShouldBe(valid);
        // Not even an emergency is an excuse for what no longer holds.
        (await CreateAsync(Good with { Class = MessageClass.Emergency, ClassReason = "bão" }) is CampaignChange.Done).ShouldBe(valid);
    }

    [Theory]
    [InlineData("\"Dang ky tam tru. Tu choi: soan TC\"")]
    [InlineData("\"[QC] Dang ky tam tru. Tu choi: soan TC\"")]
    [InlineData("\"[qc][QC]  Dang ky tam tru. Tu choi: soan TC\"")]
    public async Task The_label_is_put_in_front_by_the_machine_and_once(string words)
    {
        WriteSms(words);

        var campaign = Made(await CreateAsync(Advertisement));

        (await stand.Store.RenditionsAsync(campaign.Id, default))["sms"].Text.ShouldBe("[QC] Dang ky tam tru. Tu choi: soan TC");
    }

    [Fact]
    public async Task The_class_of_the_campaign_decides_not_that_of_the_message()
    {
        sample.Write("messages/tam-tru.yaml", ContentSample.Message.Replace("class: guidance", "class: advertising"));

        (await CreateAsync(Good)).ShouldBeOfType<CampaignChange.Refused>().Reason.ShouldContain("refuse");
        var campaign = Made(await CreateAsync(Good with { Class = MessageClass.SocialPolicy, ClassReason = "Tuyên truyền chính sách, văn bản 12/UBND" }));
        (await stand.Store.RenditionsAsync(campaign.Id, default))["sms"].Text.ShouldBe("Dang ky tam tru tren dichvucong.gov.vn");
    }

    /// <summary>The label and its space take 7 septets of 459 (brackets are escaped) and 5 UTF-16 units of 201.</summary>
    [Theory]
    [InlineData("three parts, full", 452, 0, null)]
    [InlineData("one septet too many", 453, 0, "460 septets with the label [QC] make 4 parts, at most 3")]
    [InlineData("well over", 473, 0, "480 septets with the label [QC] make 4 parts, at most 3")]
    [InlineData("accented, three parts, full", 196, 1, null)]
    [InlineData("accented, one too many", 197, 1, "202 UTF-16 units with the label [QC] make 4 parts, at most 3")]
    public async Task A_text_message_has_at_most_three_parts_with_its_label(string label, int length, int accented, string? reason)
    {
        WriteSms(new string('a', length - Refusal.Length - accented) + new string('đ', accented) + Refusal);

        var change = await CreateAsync(Advertisement);

        if (reason is null)
            Made(change);
        else
            change.ShouldBeOfType<CampaignChange.Refused>(label).Reason.ShouldBe($"“Đăng ký tạm trú tại nhà” on sms: {reason}.");
    }

    [Theory]
    [InlineData(153, 160, 1)]
    [InlineData(154, 161, 2)]
    [InlineData(299, 306, 2)]
    [InlineData(300, 307, 3)]
    [InlineData(452, 459, 3)]
    public async Task What_is_frozen_is_what_is_counted(int length, int units, int parts)
    {
        WriteSms(new string('a', length - Refusal.Length) + Refusal);

        var campaign = Made(await CreateAsync(Advertisement));

        SmsLength.Measure((await stand.Store.RenditionsAsync(campaign.Id, default))["sms"].Text).ShouldBe(new SmsLength(SmsEncoding.Gsm7, units, parts));
    }

    [Theory]
    [InlineData(30, null, true)]
    [InlineData(40, null, false)]
    [InlineData(60, null, false)]
    [InlineData(61, "61 characters, at most 60 fit", false)]
    public async Task A_text_longer_than_a_caption_goes_alone_and_one_longer_than_a_message_not_at_all(int length, string? reason, bool picture)
    {
        sample.Write("messages/tam-tru.yaml", ContentSample.Message.Replace("zalo: Đăng ký tạm trú tại nhà.", $"zalo: {new string('a', length)}"));

        var change = await CreateAsync(Good with { Channels = ["zalo"] }, new PlainChannel("zalo", textLength: 60, captionLength: 30));

        if (reason is not null)
            change.ShouldBeOfType<CampaignChange.Refused>().Reason.ShouldContain(reason);
        else if (SvgRasterizer.IsAvailable || !picture)
            ((await stand.Store.RenditionsAsync(Made(change).Id, default))["zalo"].Image is not null).ShouldBe(picture);
    }

    [Theory]
    [InlineData("cheapest first", "sms,telegram,zalo", false, "zalo,telegram,sms")]
    [InlineData("equal prices keep their order", "telegram,sms,zalo", false, "zalo,telegram,sms", 700)]
    [InlineData("equal prices the other way round", "sms,telegram,zalo", false, "zalo,sms,telegram", 700)]
    [InlineData("as given", "sms,telegram,zalo", true, "sms,telegram,zalo")]
    public async Task Channels_are_tried_cheapest_first_unless_told_otherwise(string label, string given, bool keep, string tried, int telegram = 200)
    {
        var request = Good with { Channels = given.Split(','), KeepOrder = keep };

        var campaign = Made(await CreateAsync(request, new PlainChannel("zalo", price: 0), new PlainChannel("telegram", price: telegram), new PlainChannel("sms", price: 700)));

        campaign.ChannelList.ShouldBe(tried.Split(','), label);
    }

    private Task<CampaignChange> CreateAsync(NewCampaign request) =>
        CreateAsync(request, new FakeChannel("zalo"), new FakeChannel("telegram") { Enabled = false }, new PlainChannel("sms"), new FakeChannel("web"));

    private Task<CampaignChange> CreateAsync(NewCampaign request, params IChannel[] channels)
    {
        var content = ContentLibrary.Load(sample.Path);
        var pictures = new InfographicPublisher(
            content,
            new MediaStore(Path.Combine(stand.Test.Folder, "media")),
            Options.Create(new ContentOptions { Directory = sample.Path }),
            stand.Time,
            NullLogger<InfographicPublisher>.Instance);
        return new CampaignComposer(content, pictures, stand.Store, channels, new ChannelWords(content, Options.Create(new ContentOptions { Directory = sample.Path })), new SendingRules(content.SendingRules), stand.Time).CreateAsync(request, default);
    }

    private static Campaign Made(CampaignChange change) => change.ShouldBeOfType<CampaignChange.Done>().Campaign;

    private void WriteSms(string words) =>
        sample.Write("messages/tam-tru.yaml", ContentSample.Message.Replace("smsPlain: Dang ky tam tru tren dichvucong.gov.vn", $"smsPlain: {words}"));

    private sealed class PlainChannel(string name, int textLength = 1600, int captionLength = 0, decimal price = 0) : IChannel
    {
        public string Name => name;

        public string Account => "default";

        public bool Enabled => true;

        public ChannelLimits Limits { get; } = new(textLength, captionLength, Buttons: 0, MessagesPerSecond: 1, Concurrency: 1, price);

        public Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct) => throw new InvalidOperationException("Composing sends nothing.");
    }
}
