using System.Text;
using Outreach.Language;

namespace Outreach.Tests.Language;

public sealed class UnicodeRepairTests
{
    [Theory]
    [InlineData("zero-width and soft hyphen", "khai\u200B sin\u00ADh\uFEFF", "khai sinh")]
    [InlineData("direction controls", "\u202Ekhai\u2066 sinh\u2069\u202C\u061C", "khai sinh")]
    [InlineData("control characters", "khai\0 sinh\u0007\u007F", "khai sinh")]
    [InlineData("line separators", "khai\u2028sinh\u0085con", "khai\nsinh\ncon")]
    [InlineData("no-break space", "khai\u00A0sinh\u2009con", "khai sinh con")]
    [InlineData("Icelandic eth", "\u00D0ăng ký", "Đăng ký")]
    [InlineData("African d", "\u0189ăng ký \u0256ất", "Đăng ký đất")]
    [InlineData("pinyin a", "c\u01CEn cước", "căn cước")]
    [InlineData("pinyin a in two parts", "ca\u030Cn cước", "căn cước")]
    [InlineData("full width", "１．００１１９３", "1.001193")]
    [InlineData("quotes and dashes", "“a” – b… ‛c’ « d »", "\"a\" - b... 'c' \" d \"")]
    [InlineData("half of a pair", "a\uD800b", "ab")]
    [InlineData("emoji keep their parts", "👨\u200D👩\u200D👧 ❤\uFE0F 1\uFE0F\u20E3", "👨\u200D👩\u200D👧 ❤\uFE0F 1\uFE0F\u20E3")]
    [InlineData("a selector elsewhere goes", "khai\uFE0F sinh", "khai sinh")]
    public void Characters_become_the_ones_that_were_meant(string label, string text, string expected) =>
        UnicodeRepair.Repair(text).ShouldBe(expected, label);

    [Fact]
    public void Stacked_marks_meet_in_one_letter_whatever_their_order()
    {
        UnicodeRepair.Repair("e\u0323\u0302").ShouldBe("ệ");
        UnicodeRepair.Repair("e\u0302\u0323").ShouldBe("ệ");
        UnicodeRepair.Repair("lệ phí".Normalize(NormalizationForm.FormD)).ShouldBe("lệ phí");
    }

    [Fact]
    public void What_needs_no_repair_is_given_back_itself()
    {
        const string text = "Đăng ký khai sinh, lệ phí 0 đồng?";
        UnicodeRepair.Repair(text).ShouldBeSameAs(text);
    }
}
