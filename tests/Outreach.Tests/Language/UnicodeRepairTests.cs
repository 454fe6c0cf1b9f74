using System.Text;
using Outreach.Language;

namespace Outreach.Tests.Language;

public sealed class UnicodeRepairTests
{
    [Theory]
    [InlineData("zero-width and soft hyphen", "khai\u200B sin\u00ADh\uFEFF", "khai sinh")]
    [InlineData("no-break space", "khai\u00A0sinh", "khai sinh")]
    [InlineData("Icelandic eth", "\u00D0ăng ký", "Đăng ký")]
    [InlineData("full width", "１．００１１９３", "1.001193")]
    [InlineData("quotes and dashes", "“a” – b…", "\"a\" - b...")]
    [InlineData("half of a pair", "a\uD800b", "ab")]
    public void Characters_become_the_ones_that_were_meant(string label, string text, string expected) =>
        UnicodeRepair.Repair(text).ShouldBe(expected, label);

    [Fact]
    public void Stacked_marks_meet_in_one_letter_whatever_their_order()
    {
        UnicodeRepair.Repair("e\u0323\u0302").ShouldBe("ệ");
        UnicodeRepair.Repair("e\u0302\u0323").ShouldBe("ệ");
        UnicodeRepair.Repair("lệ phí".Normalize(NormalizationForm.FormD)).ShouldBe("lệ phí");
    }
}
