using Outreach.Assistant.Knowledge;

namespace Outreach.Tests.Assistant;

public sealed class AnswerTests
{
    [Fact]
    public void Every_answer_ends_with_its_source() => new Visitor()
        .Says("đăng ký khai sinh cần giấy tờ gì")
        .IsAnswered(
            "- Giấy chứng sinh\n- Tờ khai đăng ký khai sinh",
            "\n\nNguồn: Cổng thử nghiệm, thủ tục Đăng ký khai sinh (mã 1.001193), cập nhật 15/04/2026; QĐ 1/QĐ-TN ngày 15/01/2026.");

    [Fact]
    public void Zero_is_free() => new Visitor().Says("lệ phí đăng ký khai sinh").IsAnswered("Miễn phí (0 đ)");

    [Fact]
    public void A_fee_the_source_does_not_state_is_never_called_free() => new Visitor()
        .Says("lệ phí đăng ký kết hôn").IsAnswered("Nguồn hiện có chưa nêu lệ phí").IsNotTold("iễn phí");

    [Theory]
    [InlineData("2026-11-22", true)]
    [InlineData("2026-12-31", true)]
    [InlineData("2027-01-01", false)]
    public void An_amount_is_quoted_only_while_it_holds(string today, bool quoted)
    {
        var visitor = new Visitor(today: DateOnly.ParseExact(today, "yyyy-MM-dd", null)).Says("lệ phí tạm trú").IsAnswered("Nộp trực tiếp: 15.000 đ/lần");
        if (quoted)
            visitor.IsAnswered("Nộp trực tuyến: 7.000 đ (đến hết 31/12/2026; TT 1/2025)");
        else
            visitor.IsNotTold("7.000");
    }

    [Fact]
    public void When_no_amount_holds_none_is_quoted() => new Visitor()
        .Says("cấp lại thẻ căn cước hết bao nhiêu tiền").IsAnswered("không áp dụng cho hôm nay").IsNotTold("35.000");

    [Theory]
    [InlineData("đăng ký tạm trú có toàn trình không", "Toàn trình (trước đây gọi là mức độ 4)")]
    [InlineData("đăng ký khai sinh làm online được không", "Một phần (trước đây gọi là mức độ 3)")]
    [InlineData("công nhận hộ nghèo làm online được không", "không nộp trực tuyến")]
    [InlineData("đăng ký kết hôn làm online được không", "chưa nêu mức độ")]
    public void The_level_is_given_in_both_vocabularies(string question, string expected) => new Visitor().Says(question).IsAnswered(expected);

    [Theory]
    [InlineData("thanh toán đăng ký tạm trú thế nào")]
    [InlineData("thanh toán lệ phí trực tuyến thế nào")]
    public void Whoever_asks_how_to_pay_is_warned_of_fraud(string question) =>
        new Visitor().Says(question).IsAnswered("Phòng lừa đảo", "không bao giờ gửi số tài khoản cá nhân");

    [Fact]
    public void What_the_source_leaves_open_is_left_open() => new Visitor()
        .Says("đăng ký kết hôn mất bao lâu").IsAnsweredAbout("1.000894", Aspect.Time).IsAnswered("chưa nêu thời hạn");
}
