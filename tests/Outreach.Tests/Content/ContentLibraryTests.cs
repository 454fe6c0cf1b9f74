using Outreach.Assistant.Knowledge;
using Outreach.Content;

namespace Outreach.Tests.Content;

public sealed class ContentLibraryTests : IDisposable
{
    private readonly ContentSample _sample = new();

    [Fact]
    public void A_procedure_is_read_with_all_its_facts()
    {
        var procedure = ContentLibrary.Load(_sample.Path).Procedures.ShouldHaveSingleItem();

        procedure.Code.ShouldBe("1.004194");
        procedure.Level.ShouldBe(OnlineLevel.Full);
        procedure.Documents.ShouldBe(["Tờ khai CT01"]);
        procedure.Fees[0].ShouldBe(new Fee(7000, Channel: "online", Until: new DateOnly(2026, 12, 31), Basis: "NĐ 118/2025/NĐ-CP"));
        procedure.Source.ShouldBe(new Source("Cổng Dịch vụ công quốc gia", new DateOnly(2026, 4, 29), "QĐ 9354/QĐ-BCA-C06"));
        procedure.Time.ShouldBeNull();
    }

    [Fact]
    public void An_answer_keeps_its_paragraphs_and_loses_the_last_line_break() =>
        ContentLibrary.Load(_sample.Path).Faqs.ShouldHaveSingleItem()
            .Answer.ShouldBe("Có. Kết quả điện tử có giá trị như bản giấy.\n\nNguồn: Cổng Dịch vụ công quốc gia.");

    [Fact]
    public void A_message_has_a_wording_for_every_channel()
    {
        var message = ContentLibrary.Load(_sample.Path).Messages.ShouldHaveSingleItem();

        message.Class.ShouldBe(MessageClass.Guidance);
        message.Audience.ShouldBe([Audience.Citizens, Audience.Organisations]);
        message.Variants.Sms.ShouldBe("Đăng ký tạm trú\ntrên dichvucong.gov.vn");
        message.IsValidOn(new DateOnly(2026, 12, 31)).ShouldBeTrue();
        message.IsValidOn(new DateOnly(2027, 1, 1)).ShouldBeFalse();
    }

    [Fact]
    public void A_sending_rule_is_read_with_all_it_asks()
    {
        var rule = ContentLibrary.Load(_sample.Path).SendingRules.ShouldHaveSingleItem();

        (rule.Id, rule.Basis, rule.Channel, rule.Label).ShouldBe(("quang-cao", RuleBasis.Law, "sms", "[QC]"));
        rule.Classes.ShouldBe([MessageClass.Advertising]);
        rule.Hours.ShouldBe(new SendingHours(new TimeOnly(7, 0), new TimeOnly(22, 0)));
        rule.Cap.ShouldBe(new SendingCap(3, TimeSpan.FromHours(24)));
        rule.Refusal.ShouldBe(["soạn TC"]);
        (rule.RequiresConsent, rule.DoNotCall, rule.DoNotCallMaxAge, rule.Verified).ShouldBe((true, false, null, true));
        rule.IsValidOn(new DateOnly(2020, 9, 30)).ShouldBeFalse();
        rule.IsValidOn(new DateOnly(2020, 10, 1)).ShouldBeTrue();
        (rule with { ValidTo = new DateOnly(2026, 11, 22) }).IsValidOn(new DateOnly(2026, 11, 23)).ShouldBeFalse();
    }

    [Fact]
    public void An_infographic_says_which_facts_it_shows() =>
        ContentLibrary.Load(_sample.Path).Infographics.ShouldHaveSingleItem()
            .Show.ShouldBe([InfographicFact.Documents, InfographicFact.Fee]);

    [Fact]
    public void A_law_is_in_force_from_its_first_day_to_the_day_before_its_end()
    {
        var law = new Law("NĐ 42/2022/NĐ-CP", "", new DateOnly(2022, 8, 15), new DateOnly(2026, 7, 1), null, Verified: true);

        law.IsInForceOn(new DateOnly(2022, 8, 14)).ShouldBeFalse();
        law.IsInForceOn(new DateOnly(2022, 8, 15)).ShouldBeTrue();
        law.IsInForceOn(new DateOnly(2026, 6, 30)).ShouldBeTrue();
        law.IsInForceOn(new DateOnly(2026, 7, 1)).ShouldBeFalse();
    }

    [Fact]
    public void Every_broken_file_is_named_when_loading_fails()
    {
        _sample.Write("faq/a.yaml", "id: a");
        _sample.Write("faq/b.yaml", "id: [");

        var exception = Should.Throw<ContentException>(() => ContentLibrary.Load(_sample.Path));

        exception.Errors.Select(error => error.File).Distinct().ShouldBe(["faq/a.yaml", "faq/b.yaml"]);
        exception.Message.ShouldContain("faq/a.yaml:1: 'question' is missing");
    }

    [Fact]
    public void An_expired_law_does_not_keep_the_library_from_loading()
    {
        _sample.Write("faq/cu.yaml", ContentSample.Faq.Replace("ket-qua-dien-tu", "cu") + "\nlegalBasis: [NĐ 61/2018/NĐ-CP]");

        ContentLibrary.Load(_sample.Path).Faqs.Count.ShouldBe(2);
    }

    public void Dispose() => _sample.Dispose();
}
