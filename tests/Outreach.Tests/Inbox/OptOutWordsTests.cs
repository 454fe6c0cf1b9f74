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
    [InlineData("Từ chối")]
    [InlineData("TỪ  CHỐI!")]
    [InlineData("tu choi")]
    [InlineData("HUY")]
    [InlineData("Hủy")]
    [InlineData("Huỷ tin")]
    [InlineData("Dừng")]
    [InlineData("dừng!")]
    [InlineData("Ngừng")]
    [InlineData("STOP")]
    [InlineData("/stop")]
    [InlineData("unsubscribe")]
    public void These_stop(string text)
    {
        OptOutWords.IsStop(text).ShouldBeTrue();
        OptOutWords.IsStop(text.Normalize(NormalizationForm.FormD)).ShouldBeTrue("decomposed");
        OptOutWords.IsStart(text).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("đúng")]
    [InlineData("Đúng.")]
    [InlineData("dùng")]
    [InlineData("dung")]
    [InlineData("hủy hồ sơ")]
    [InlineData("làm sao để hủy tin")]
    [InlineData("tôi muốn từ chối nhận con nuôi")]
    [InlineData("stop and search")]
    [InlineData("không")]
    public void These_do_not(string text) => OptOutWords.IsStop(text).ShouldBeFalse();

    [Theory]
    [InlineData("DK", true)]
    [InlineData("Đồng ý", true)]
    [InlineData("đăng ký nhận tin", true)]
    [InlineData("START", true)]
    [InlineData("đăng ký", false)]
    [InlineData("đăng ký khai sinh", false)]
    [InlineData("tôi đồng ý với mức phí", false)]
    public void These_start_again(string text, bool start) => OptOutWords.IsStart(text).ShouldBe(start);
}
