using System.Text;
using System.Xml.Linq;
using Outreach.Content.Infographics;

namespace Outreach.Tests.Content.Infographics;

public sealed class NoticeSheetTests
{
    private static readonly Notice Sample = new("Thành phố Huế", "Nộp hồ sơ đăng ký khai sinh trực tuyến", "Không cần đến trụ sở.\nKết quả trong ngày.", new Uri("https://dichvucong.gov.vn"), "1022");

    [Fact]
    public void The_sheet_says_everything_that_is_on_the_notice()
    {
        var words = Words(NoticeSheet.ToSvg(Sample));

        words.ShouldContain("THÀNH PHỐ HUẾ");
        words.ShouldContain("Kết quả trong ngày.");
        words.ShouldContain("dichvucong.gov.vn");
        words.ShouldContain("1022");
    }

    [Fact]
    public void A_long_text_is_set_smaller_until_all_of_it_fits()
    {
        var text = string.Join('\n', Enumerable.Range(1, 25).Select(i => $"Dòng {i}: mang theo giấy tờ bản chính để đối chiếu khi cán bộ yêu cầu."));

        Words(NoticeSheet.ToSvg(Sample with { Text = text })).ShouldContain("Dòng 25");
    }

    [Fact]
    public void What_fits_on_no_sheet_is_cut_and_says_so()
    {
        var words = Words(NoticeSheet.ToSvg(Sample with { Text = string.Concat(Enumerable.Repeat("Rất nhiều chữ. ", 2000)) }));

        words.ShouldContain("…");
    }

    [Fact]
    public void It_prints_as_one_page()
    {
        var pdf = NoticeSheet.ToPdf(Sample with { Text = "Có ký tự \u0001 lạ & <thẻ>." });

        Encoding.ASCII.GetString(pdf, 0, 5).ShouldBe("%PDF-");
    }

    private static string Words(string svg) => string.Join('\n', XDocument.Parse(svg).Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value));
}
