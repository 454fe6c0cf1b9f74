using System.Text;
using Outreach.Assistant.Knowledge;
using Outreach.Language;

namespace Outreach.Tests.Assistant;

public sealed class QuestionTests
{
    public static TheoryData<string, string, Aspect?> Questions => new()
    {
        { "đăng ký khai sinh cần giấy tờ gì?", "1.001193", Aspect.Documents },
        { "làm giấy khai sinh cho con mất bao lâu", "1.001193", Aspect.Time },
        { "Đăng ký khai sinh", "1.001193", null },
        { "đăng ký lại khai sinh bao lâu có", "1.004884", Aspect.Time },
        { "khai sinh cho con có cha là người nước ngoài cần gì", "2.000528", Aspect.Documents },
        { "làm hôn thú nộp ở đâu", "1.000894", Aspect.Where },
        { "lệ phí đăng ký tạm trú là bao nhiêu", "1.004194", Aspect.Fee },
        { "kt3 hết bao nhiêu tiền", "1.004194", Aspect.Fee },
        { "đăng ký tạm trú có làm online được không", "1.004194", Aspect.Level },
        { "mất cccd làm lại ntn", "1.014064", Aspect.Steps },
        { "đổi bằng lái xe cần gì", "3.000347", Aspect.Documents },
        { "điều kiện để được công nhận hộ nghèo", "1.011607", Aspect.Conditions },
        { "cơ quan nào công nhận hộ nghèo", "1.011607", Aspect.Where },
        { "mã thủ tục 1.004194 cho tôi làm tạm chú", "1.004194", null },
        { "1004194 lệ phí", "1.004194", Aspect.Fee },
    };

    [Theory, MemberData(nameof(Questions))]
    public void A_question_finds_its_procedure_and_what_is_asked(string question, string code, Aspect? aspect) =>
        new Visitor().Says(question).IsAnsweredAbout(code, aspect);

    [Theory, MemberData(nameof(Questions))]
    public void Without_accents_it_finds_the_same(string question, string code, Aspect? aspect) =>
        new Visitor().Says(VietnameseMarks.Strip(question)).IsAnsweredAbout(code, aspect);

    [Theory, MemberData(nameof(Questions))]
    public void Decomposed_letters_give_the_very_same_answer(string question, string code, Aspect? aspect)
    {
        var composed = new Visitor().Says(question).IsAnsweredAbout(code, aspect).Reply;
        var decomposed = new Visitor().Says(question.Normalize(NormalizationForm.FormD)).Reply;
        decomposed.Text.ShouldBe(composed.Text);
        decomposed.Procedures.ShouldBe(composed.Procedures);
        decomposed.Confidence.ShouldBe(composed.Confidence);
    }

    [Theory]
    [InlineData("ddawng kys tamj trus leej phis", Aspect.Fee)]
    [InlineData("d9a8ng ky1 tam5 tru1 le65 phi1", Aspect.Fee)]
    public void Raw_keys_are_read(string question, Aspect aspect) => new Visitor().Says(question).IsAnsweredAbout("1.004194", aspect);

    [Theory]
    [InlineData("tra cứu hồ sơ ở đâu", "tra-cuu")]
    [InlineData("hs cua toi toi dau roi", "tra-cuu")]
    [InlineData("thanh toán lệ phí online thế nào", "thanh-toan")]
    [InlineData("đăng nhập bằng vnid ko được", "vneid")]
    public void A_common_question_gets_its_reviewed_answer(string question, string id)
    {
        var reply = new Visitor().Says(question).IsAnswered("Nguồn: Cổng thử nghiệm (thông tin đến ngày 15/04/2026).", "dichvucong.gov.vn").Reply;
        reply.Faqs[0].ShouldBe(id);
    }

    [Theory]
    [InlineData("tôi muốn đặt vé máy bay đi Paris")]
    [InlineData("hôm nay ăn pizza hay xem bóng đá")]
    [InlineData("dịch bệnh corona diễn biến thế nào")]
    public void Another_matter_is_declined_with_a_number_to_call(string question) =>
        new Visitor().Says(question).Got(Outreach.Assistant.Dialogs.Decision.OutOfScope, "1022", "tỉnh Thử Nghiệm");

    [Fact]
    public void Both_rankings_are_given_whatever_the_decision()
    {
        var reply = new Visitor().Says("đăng ký khai sinh trực tuyến thế nào").Reply;
        reply.Procedures.Count.ShouldBeInRange(3, 10);
        reply.Procedures.ShouldBeUnique();
        reply.Faqs.ShouldNotBeEmpty();
    }

    [Fact]
    public void An_empty_knowledge_base_answers_nothing_and_breaks_nothing() =>
        new Visitor(KnowledgeBase.Build([], [], SmallTown.Lexicon)).Says("đăng ký khai sinh").Got(Outreach.Assistant.Dialogs.Decision.OutOfScope);
}
