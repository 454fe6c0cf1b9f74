using System.Text;
using Outreach.Language;

namespace Outreach.Tests.Language;

public sealed class VietnameseMarksTests
{
    [Theory]
    [InlineData("Kính gửi Ông Nguyễn Đức Ước", "Kinh gui Ong Nguyen Duc Uoc")]
    [InlineData("ĂẮẰẲẴẶ ẫ Ỹ ỵ ƠỜ ữ", "AAAAAA a Y y OO u")]
    [InlineData("Ðăng ký, ðịa chỉ, Ɖ ɖ", "Dang ky, dia chi, D d")]
    [InlineData("20.000 đ/lần – “online”", "20.000 d/lan – “online”")]
    [InlineData("dichvucong.gov.vn", "dichvucong.gov.vn")]
    [InlineData("", "")]
    public void Marks_go_and_everything_else_stays(string text, string expected)
    {
        VietnameseMarks.Strip(text).ShouldBe(expected);
        VietnameseMarks.Strip(text.Normalize(NormalizationForm.FormD)).ShouldBe(expected);
    }

    [Fact]
    public void Every_Vietnamese_letter_becomes_a_plain_one()
    {
        const string letters = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ";

        Ascii.IsValid(VietnameseMarks.Strip(letters + letters.ToUpperInvariant())).ShouldBeTrue();
    }
}
