using System.Text;
using Outreach.Inbox;

namespace Outreach.Tests.Inbox;

public sealed class OptOutWordsTests
{
    [Theory]
    [InlineData("TC")]
    [InlineData("tc")]
    [InlineData(" Tc. ")]
    [InlineData("TC.\n")]
    [InlineData("“TC”")]
    [InlineData("[TC]")]
    [InlineData("TC 🙏")]
    [InlineData("TC ❤️")]
    [InlineData("ＴＣ")]
    [InlineData("T\u200BC\uFEFF")]
    [InlineData("TC\u00A0")]
    [InlineData("TC ạ")]
    [InlineData("TC QC")]
    [InlineData("tc qc")]
    [InlineData("TC1")]
    [InlineData("TC 1022")]
    [InlineData("tc 1022")]
    [InlineData("TC UBNDTINH")]
    [InlineData("TC gui 1551")]
    [InlineData("TC QC gửi 18001091")]
    [InlineData("Từ chối")]
    [InlineData("TỪ  CHỐI!")]
    [InlineData("tu choi")]
    [InlineData("TU CHOI QC")]
    [InlineData("Từ chối nhận tin")]
    [InlineData("HUY")]
    [InlineData("Hủy")]
    [InlineData("Huỷ tin")]
    [InlineData("HUY DV")]
    [InlineData("HUY 1022")]
    [InlineData("hủy đăng ký")]
    [InlineData("huy dang ki.")]
    [InlineData("Hủy nhận tin nhé")]
    [InlineData("Dừng")]
    [InlineData("dừng!")]
    [InlineData("DỪNG LẠI")]
    [InlineData("dung nhan tin")]
    [InlineData("Đừng gửi tin nữa")]
    [InlineData("Ngừng")]
    [InlineData("Không nhận tin nữa")]
    [InlineData("khong nhan tin nua")]
    [InlineData("Tôi không muốn nhận tin nữa.")]
    [InlineData("STOP")]
    [InlineData("Stop.")]
    [InlineData("/stop")]
    [InlineData("/stop@HuongDanBot")]
    [InlineData("STOP ALL")]
    [InlineData("unsubscribe")]
    [InlineData("opt-out")]
    [InlineData("DK DNC")]
    public void These_stop(string text)
    {
        foreach (var channel in (string[])["zalo", "telegram", "sms", "web"])
        {
            OptOutWords.IsStop(text, channel).ShouldBeTrue(channel);
            OptOutWords.IsStop(text.Normalize(NormalizationForm.FormD), channel).ShouldBeTrue("decomposed");
        }

        OptOutWords.IsStart(text).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("đúng")]
    [InlineData("Đúng.")]
    [InlineData("Đúng ạ")]
    [InlineData("dùng")]
    [InlineData("dung")]
    [InlineData("Dung")]
    [InlineData("dung roi")]
    [InlineData("đứng")]
    [InlineData("đừng")]
    [InlineData("Hủy?")]
    [InlineData("tc gì")]
    [InlineData("TC là gì?")]
    [InlineData("TC HS")]
    [InlineData("TC HS123")]
    [InlineData("TC 000.12.34-260101-0001")]
    [InlineData("TCVN")]
    [InlineData("hủy hồ sơ")]
    [InlineData("HUY LICH")]
    [InlineData("HUY DON")]
    [InlineData("HUY DNC")]
    [InlineData("Hủy đăng ký kết hôn được không")]
    [InlineData("thủ tục hủy đăng ký tạm trú")]
    [InlineData("hủy kết quả đăng ký hộ kinh doanh thế nào")]
    [InlineData("làm sao để hủy tin")]
    [InlineData("xin hủy lịch hẹn")]
    [InlineData("tôi muốn từ chối nhận con nuôi")]
    [InlineData("bị từ chối hồ sơ thì làm gì")]
    [InlineData("từ chối nhận di sản thừa kế")]
    [InlineData("tạm dừng kinh doanh cần giấy tờ gì")]
    [InlineData("dừng hoạt động hộ kinh doanh")]
    [InlineData("tạm ngừng kinh doanh")]
    [InlineData("bao giờ thì dừng cấp giấy?")]
    [InlineData("không")]
    [InlineData("không nhận được tin")]
    [InlineData("stop and search")]
    [InlineData("how do I stop?")]
    public void These_do_not(string text)
    {
        foreach (var channel in (string[])["zalo", "telegram", "sms", "web"])
            OptOutWords.IsStop(text, channel).ShouldBeFalse(channel);
    }

    [Theory]
    [InlineData("DUNG")]
    [InlineData("DUNG.")]
    [InlineData("CANCEL")]
    [InlineData("quit")]
    public void These_stop_only_by_SMS(string text)
    {
        OptOutWords.IsStop(text, "sms").ShouldBeTrue();
        OptOutWords.IsStop(text, "zalo").ShouldBeFalse();
        OptOutWords.IsStop(text, "telegram").ShouldBeFalse();
        OptOutWords.IsStop(text, "web").ShouldBeFalse();
    }

    [Theory]
    [InlineData("DK", true)]
    [InlineData("đk", true)]
    [InlineData("ＤＫ", true)]
    [InlineData("DK.", true)]
    [InlineData("DK lại", true)]
    [InlineData("DK TIN", true)]
    [InlineData("DK 1022", true)]
    [InlineData("DK gửi 1022", true)]
    [InlineData("Đồng ý", true)]
    [InlineData("đăng ký nhận tin", true)]
    [InlineData("đăng ký lại", true)]
    [InlineData("START", true)]
    [InlineData("đăng ký", false)]
    [InlineData("DK KS", false)]
    [InlineData("DK DNC", false)]
    [InlineData("đăng ký khai sinh", false)]
    [InlineData("đăng ký lại khai sinh", false)]
    [InlineData("tôi đồng ý với mức phí", false)]
    [InlineData("đồng ý?", false)]
    public void These_start_again(string text, bool start) => OptOutWords.IsStart(text).ShouldBe(start);
}
