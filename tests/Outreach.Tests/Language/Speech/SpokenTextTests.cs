using Outreach.Language.Speech;

namespace Outreach.Tests.Language.Speech;

public sealed class SpokenTextTests
{
    private static readonly Dictionary<string, string> Short = new() { ["UBND"] = "Ủy ban nhân dân", ["CCCD"] = "căn cước công dân" };

    [Theory]
    [InlineData("Hạn chót: ngày 05/12/2026", "Hạn chót: ngày mùng năm tháng mười hai năm hai nghìn không trăm hai mươi sáu.")]
    [InlineData("Từ 15/4 đến 30/4", "Từ mười lăm tháng tư đến ba mươi tháng tư.")]
    [InlineData("Làm việc từ 7h30 đến 17:00", "Làm việc từ bảy giờ ba mươi phút đến mười bảy giờ.")]
    [InlineData("lúc 8 giờ 15 phút", "lúc tám giờ mười lăm phút.")]
    [InlineData("Lệ phí 8.000 đồng", "Lệ phí tám nghìn đồng.")]
    [InlineData("Phạt 2.000.000đ", "Phạt hai triệu đồng.")]
    [InlineData("Giảm 50% lệ phí", "Giảm năm mươi phần trăm lệ phí.")]
    [InlineData("Tăng 1,5 lần", "Tăng một phẩy năm lần.")]
    [InlineData("Gọi 1022 hoặc 0234 3822 222", "Gọi một không hai hai hoặc không hai ba bốn ba tám hai hai hai hai hai.")]
    [InlineData("Mã thủ tục 1.001193", "Mã thủ tục một chấm không không một một chín ba.")]
    [InlineData("Vào https://dichvucong.gov.vn/", "Vào dichvucong chấm gov chấm vn.")]
    [InlineData("UBND xã nhận CCCD", "Ủy ban nhân dân xã nhận căn cước công dân.")]
    [InlineData("- Không chuyển tiền.\n- Không đọc mã.", "Không chuyển tiền.\nKhông đọc mã.")]
    [InlineData("1. Tờ khai\n2. Giấy chứng sinh", "Tờ khai.\nGiấy chứng sinh.")]
    [InlineData("3-5 ngày làm việc", "ba đến năm ngày làm việc.")]
    [InlineData("cha/mẹ (hoặc người thân)", "cha mẹ hoặc người thân.")]
    [InlineData("Nhà số 45/67 tầng 2", "Nhà số bốn mươi lăm sáu mươi bảy tầng hai.")]
    public void What_is_written_is_said(string written, string said) => SpokenText.Of(written, Short).ShouldBe(said);

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    public void Nothing_is_silence(string written) => SpokenText.Of(written, Short).ShouldBe("");
}
