using Outreach.Assistant.Dialogs;
using Outreach.Assistant.Knowledge;

namespace Outreach.Tests.Assistant;

public sealed class ConversationTests
{
    [Fact]
    public void Follow_ups_stay_with_the_procedure() => new Visitor()
        .Says("đăng ký tạm trú cần giấy tờ gì").IsAnsweredAbout("1.004194", Aspect.Documents)
        .Says("thế lệ phí bao nhiêu?").IsAnsweredAbout("1.004194", Aspect.Fee)
        .Says("bao lâu thì có").IsAnsweredAbout("1.004194", Aspect.Time)
        .Says("nop o dau").IsAnsweredAbout("1.004194", Aspect.Where)
        .Says("đăng ký kết hôn thì sao").IsAnsweredAbout("1.000894", null);

    [Fact]
    public void A_word_added_to_the_procedure_at_hand_leads_to_its_sibling() => new Visitor()
        .Says("đăng ký khai sinh bao lâu").IsAnsweredAbout("1.001193", Aspect.Time)
        .Says("còn đăng ký lại thì bao lâu").IsAnsweredAbout("1.004884", Aspect.Time);

    [Theory]
    [InlineData("Giấy tờ", Aspect.Documents)]
    [InlineData("Lệ phí", Aspect.Fee)]
    [InlineData("Thời hạn", Aspect.Time)]
    [InlineData("Nộp ở đâu", Aspect.Where)]
    [InlineData("Nộp trực tuyến", Aspect.Link)]
    public void Every_button_asks_what_it_says(string title, Aspect aspect) => new Visitor()
        .Says("đăng ký tạm trú").Taps(title).IsAnsweredAbout("1.004194", aspect);

    [Fact]
    public void A_vague_question_offers_choices_and_a_number_picks_one()
    {
        var visitor = new Visitor().Says("thành lập công ty").Got(Decision.Clarify, "1. ", "2. ");
        var second = visitor.Reply.State.Candidates[1];
        visitor.Says("2").IsAnswered(second);
    }

    [Fact]
    public void A_word_that_fits_two_special_cases_alike_is_asked_back()
    {
        Procedure[] cards = [SmallTown.Procedures[0] with { Code = "1.014063", Name = "Cấp đổi thẻ căn cước" }, .. SmallTown.Procedures];
        new Visitor(KnowledgeBase.Build(cards, [], SmallTown.Lexicon)).Says("thẻ căn cước").Got(Decision.Clarify, "Cấp đổi thẻ căn cước", "Cấp lại thẻ căn cước");
    }

    [Theory]
    [InlineData("số 1")]
    [InlineData("chọn 1 nhé")]
    [InlineData("cai thu 1")]
    public void A_choice_may_be_said_in_words(string choice) =>
        new Visitor(remembered: """{"Candidates":["2.001199","2.001583"]}""").Says(choice).IsAnsweredAbout("2.001199", null);

    [Fact]
    public void A_correction_is_ranked_anew() => new Visitor()
        .Says("đăng ký khai sinh").IsAnsweredAbout("1.001193", null)
        .Says("không, ý tôi là đăng ký lại khai sinh").IsAnsweredAbout("1.004884", null);

    [Fact]
    public void An_aspect_without_a_procedure_is_asked_back() => new Visitor(KnowledgeBase.Build(SmallTown.Procedures, [], SmallTown.Lexicon))
        .Says("lệ phí bao nhiêu?").Got(Decision.Clarify, "thủ tục nào");

    [Fact]
    public void The_first_reply_says_that_a_program_answers_and_later_ones_do_not_repeat_it() => new Visitor()
        .Says("đăng ký tạm trú").IsAnswered("Trợ lý tự động")
        .Says("lệ phí").IsAnswered().IsNotTold("Trợ lý tự động");

    [Theory]
    [InlineData("xin chào", Decision.SmallTalk, "trợ lý tự động")]
    [InlineData("chao ban", Decision.SmallTalk, "trợ lý tự động")]
    [InlineData("cảm ơn bạn nhiều nhé", Decision.SmallTalk, "Rất vui")]
    [InlineData("bạn là người hay máy", Decision.SmallTalk, "không phải cán bộ")]
    [InlineData("cho tôi gặp cán bộ", Decision.Handoff, "1022")]
    [InlineData("can bo phuong doi tien toi", Decision.Handoff, "Phản ánh, kiến nghị")]
    [InlineData("", Decision.SmallTalk, "nhắn câu hỏi")]
    [InlineData("👍", Decision.SmallTalk, "nhắn câu hỏi")]
    public void Everything_said_gets_a_fitting_reply(string text, Decision decision, string part)
    {
        var reply = new Visitor().Says(text).Got(decision, part).Reply;
        reply.Handoff.ShouldBe(decision == Decision.Handoff);
    }

    [Fact]
    public void Whoever_joins_is_told_at_once_that_a_program_answers()
    {
        var welcome = new Dialog(new AssistantOptions { Province = "tỉnh Thử Nghiệm" }).Welcome(ConversationState.New);
        welcome.Text.ShouldContain("trợ lý tự động");
        welcome.State.Introduced.ShouldBeTrue();
    }

    [Fact]
    public void A_greeting_before_a_question_does_not_hide_it() =>
        new Visitor().Says("chào ad, cho em hỏi đăng ký tạm trú hết bao nhiêu tiền ạ").IsAnsweredAbout("1.004194", Aspect.Fee);

    [Theory]
    [InlineData("1.004734")]
    [InlineData("thủ tục 1.004734 lệ phí bao nhiêu")]
    [InlineData("1,004734 đăng ký khai sinh")]
    public void An_unknown_code_is_refused_not_replaced(string text) =>
        new Visitor().Says(text).Got(Decision.Clarify, "không biết", "1.004734").IsNotTold("Nguồn:");

    [Theory]
    [InlineData("card", "thẻ 4111 1111 1111 1111 thanh toán lệ phí online", "4111")]
    [InlineData("card with dashes", "4111-1111-1111-1111", "4111")]
    [InlineData("identity card", "cccd của em là 079203001234", "0792")]
    [InlineData("old identity card", "cmnd 024567891 làm lại sao", "0245")]
    [InlineData("one-time code", "mã otp là 482913 rồi sao nữa", "482913")]
    [InlineData("password", "mật khẩu vneid của tôi là: hoaSen99", "hoaSen99")]
    public void A_secret_is_warned_about_and_never_echoed(string label, string text, string secret)
    {
        var reply = new Visitor().Says(text).IsNotTold(secret).Reply;
        reply.Text.ShouldContain("Xin đừng gửi", customMessage: label);
        System.Text.Json.JsonSerializer.Serialize(reply).ShouldNotContain(secret, customMessage: label);
    }

    [Theory]
    [InlineData("số điện thoại 0912345678")]
    [InlineData("hồ sơ H24.12-261101-0001 tới đâu rồi")]
    [InlineData("quên mật khẩu vneid")]
    [InlineData("4111 1111 1111 1112")]
    [InlineData("vay 500000000 đồng")]
    public void What_is_no_secret_is_not_warned_about(string text) => new Visitor().Says(text).IsNotTold("Xin đừng gửi những");

    [Fact]
    public void English_buttons_post_words_the_assistant_understands() =>
        new Visitor(language: "en").Says("đăng ký tạm trú").Taps("Fee").IsAnsweredAbout("1.004194", Aspect.Fee);
}
