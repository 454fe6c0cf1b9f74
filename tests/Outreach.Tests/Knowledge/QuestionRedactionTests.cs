using Outreach.Knowledge.Learning;

namespace Outreach.Tests.Knowledge;

public sealed class QuestionRedactionTests
{
    [Theory]
    [InlineData("gọi lại cho tôi số 0912 345 678", "gọi lại cho tôi số [số]")]
    [InlineData("sđt +84912345678 nhé", "sđt [số] nhé")]
    [InlineData("090.123.4567", "[số]")]
    [InlineData("căn cước 001099012345 của tôi", "căn cước [số] của tôi")]
    [InlineData("thẻ 4111 1111 1111 1111", "thẻ [số]")]
    [InlineData("hồ sơ H24.12-261101-0001 tới đâu", "hồ sơ [số] tới đâu")]
    [InlineData("otp bốn tám hai chín một ba", "otp [ẩn]")]
    [InlineData("mail an.nguyen@example.com", "mail [ẩn]")]
    [InlineData("mật khẩu là hoahong1", "[ẩn]")]
    [InlineData("otp 482913 có cần không", "[ẩn] có cần không")]
    [InlineData("tôi tên là Trần Thị Hoa muốn làm căn cước", "tôi tên là [tên] muốn làm căn cước")]
    [InlineData("con tôi Nguyễn Minh An sinh hôm qua", "con tôi [tên] sinh hôm qua")]
    [InlineData("chồng là nguyễn văn tèo", "chồng là [tên]")]
    [InlineData("em la Nguyen Van A o xa", "em la [tên] o xa")]
    public void What_points_at_a_person_is_taken_out(string text, string expected) => QuestionRedaction.Redact(text).ShouldBe(expected);

    [Theory]
    [InlineData("thủ tục 1.001193 cần gì")]
    [InlineData("nghị định 118/2025/NĐ-CP có hiệu lực chưa")]
    [InlineData("năm 2026 lệ phí 1.500.000 đồng phải không")]
    [InlineData("đăng ký khai sinh ở Hà Nội")]
    [InlineData("dùng VNeID mức 2")]
    public void What_says_the_matter_stays(string text) => QuestionRedaction.Redact(text).ShouldBe(text);

    [Fact]
    public void Redacting_twice_changes_nothing()
    {
        foreach (var text in (string[])["tôi tên là Trần Thị Hoa, số 0912345678", "mật khẩu: abc", "H24.12-261101-0001"])
            QuestionRedaction.Redact(QuestionRedaction.Redact(text)).ShouldBe(QuestionRedaction.Redact(text));
    }
}
