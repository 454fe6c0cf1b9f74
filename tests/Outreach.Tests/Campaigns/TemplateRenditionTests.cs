using Outreach.Campaigns;
using Outreach.Content;
using Outreach.Content.Zns;
using Outreach.Delivery;
using Outreach.Tests.Content;
using Outreach.Tests.Content.Zns;

namespace Outreach.Tests.Campaigns;

public sealed class TemplateRenditionTests : IDisposable
{
    private readonly ContentSample sample = new();
    private readonly ReadyMessage message;
    private readonly ZnsFacts facts;

    public TemplateRenditionTests()
    {
        sample.Write("messages/tam-tru.yaml", ZnsSample.Message);
        var content = ContentLibrary.Load(sample.Path);
        message = content.Messages.Single();
        facts = ZnsFacts.Of(message, content);
    }

    [Fact]
    public void What_is_the_same_for_everybody_is_filled_in_and_what_is_not_is_named()
    {
        var (template, flaw) = TemplateRendition.Of(message.Zns!, facts);

        flaw.ShouldBeNull();
        template!.Id.ShouldBe("578634");
        template.Values.ShouldBe(
            new Dictionary<string, string>
            {
                ["thu_tuc"] = "Đăng ký tạm trú",
                ["ma"] = "1.004194",
                ["ngay"] = "31/12/2026",
                ["phi"] = "7000",
                ["lien_ket"] = "%C4%90%C4%83ng%20k%C3%BD%20t%E1%BA%A1m%20tr%C3%BA",
            },
            ignoreOrder: true);
        template.FromContact.ShouldBe(
            new Dictionary<string, ContactValue>
            {
                ["ten"] = new(ContactFact.Name, 30, "Quý công dân"),
                ["noi"] = new(ContactFact.Unit, 80, "toàn tỉnh"),
            },
            ignoreOrder: true);
    }

    [Fact]
    public void Who_approves_reads_the_words_with_nobodys_name() => TemplateRendition.Words(message.Zns!, facts).ShouldBe(
        """
        Kính gửi <ten> (<noi>), thủ tục Đăng ký tạm trú (mã 1.004194) nộp đến hết 31/12/2026.
        Phí 7000. Nhắn TC để từ chối.
        [Xem hướng dẫn] https://dichvucong.gov.vn/?ten=%C4%90%C4%83ng%20k%C3%BD%20t%E1%BA%A1m%20tr%C3%BA
        """);

    [Fact]
    public void A_value_that_does_not_fit_is_a_flaw_and_not_a_message() =>
        TemplateRendition.Of(message.Zns!, facts with { ProcedureName = new string('a', 101) })
            .ShouldBe((null, "parameter “thu_tuc”: field has 101 characters; product takes at most 100"));

    [Fact]
    public void Content_kept_before_templates_had_recipients_reads_and_hashes_as_before()
    {
        const string Kept = """{"text":"Xong","template":{"id":"7","values":{"ma":"HS-01"}}}""";

        MessageContentJson.Write(MessageContentJson.Read(Kept)).ShouldBe(Kept);
    }

    public void Dispose() => sample.Dispose();
}
