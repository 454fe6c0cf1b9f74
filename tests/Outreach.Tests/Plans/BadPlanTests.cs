using Outreach.Plans;

namespace Outreach.Tests.Plans;

public sealed class BadPlanTests
{
    private const string Head = "KẾ HOẠCH\nTruyền thông năm 2026\n\nI. MỤC ĐÍCH\n\nNâng cao nhận thức.\n\n";
    private const string Header = "TT\tNhiệm vụ\tHình thức\tPhân công\tTiến độ\tGhi chú\n";

    public static TheoryData<string, string, string> Files => new()
    {
        { "an empty file", "", "p.txt: no line \"KẾ HOẠCH\"; expected the title of a plan under such a line" },
        { "a news item", "Tin tức\n\nUBND tỉnh ban hành kế hoạch.", "p.txt: no line \"KẾ HOẠCH\"; expected the title of a plan under such a line" },
        { "no title", "KẾ HOẠCH\n\n", "p.txt:1: nothing follows \"KẾ HOẠCH\"; expected the title" },
        { "no year", "KẾ HOẠCH\nTruyền thông\n\nI. A\n", "p.txt:1: no year; expected \"năm 2026\" in the title or in the date line above it" },
        { "a day that does not exist", "Huế, ngày 31 tháng 02 năm 2026\nKẾ HOẠCH\nTruyền thông\n",
            "p.txt:1: there is no such date: \"Huế, ngày 31 tháng 02 năm 2026\"" },
        { "no sections", "KẾ HOẠCH\nTruyền thông năm 2026\n\nNâng cao nhận thức.\n",
            "p.txt:3: no numbered section after the title; expected one like \"I. MỤC ĐÍCH, YÊU CẦU\"" },
        { "no tasks", Head, "p.txt: no task; expected a table that starts with \"TT\", or a section \"TỔ CHỨC THỰC HIỆN\" with units numbered 1, 2, …" },
        { "a table without schedule", Head + "TT\tNhiệm vụ\tPhân công\n", "p.txt:8: the table has no column \"Tiến độ\"" },
        { "a table without rows", Head + Header, "p.txt:8: the table has no task; expected rows numbered 1.1, 1.2, …" },
        { "a row without number", Head + Header + "1.\tNhóm\t\t\t\t\nTuyên truyền\tA\tB\tC\tD\tE\n",
            "p.txt:10: expected a row number like \"1.\" or \"1.1\", found \"Tuyên truyền\"" },
        { "a row of another group", Head + Header + "1.\tNhóm\t\t\t\t\n2.1\tA\tB\tC\tD\tE\n",
            "p.txt:10: row 2.1 is not under its group; expected a row \"2.\" before it" },
        { "a row twice", Head + Header + "1.\tNhóm\t\t\t\t\n1.1\tA\tB\tC\tD\tE\n1.1\tA\tB\tC\tD\tE\n", "p.txt:11: row 1.1 appears twice" },
        { "a row with too many cells", Head + Header + "1.\tNhóm\t\t\t\t\n1.1\tA\tB\tC\tD\tE\tF\n", "p.txt:10: the row has 7 cells, the table has 6 columns" },
        { "a row cut short", Head + Header + "1.\tNhóm\t\t\t\t\n1.1\tA\tB\n", "p.txt:10: the row has 3 cells, the table has 6 columns" },
        { "a row without activity", Head + Header + "1.\tNhóm\t\t\t\t\n1.1\t<p></p>\tB\tC\tD\tE\n", "p.txt:10: row 1.1 says no activity" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void The_error_says_where_and_what_was_expected(string label, string text, string message) =>
        Should.Throw<PlanFormatException>(() => PlanReader.Read(text, "p.txt"), label).Message.ShouldBe(message);

    [Theory]
    [InlineData("plan.docx")]
    [InlineData("plan.xlsx")]
    [InlineData("plan.yaml")]
    public void Another_kind_of_file_is_refused_by_name(string fileName) =>
        Should.Throw<PlanFormatException>(() => PlanReader.Read("", fileName)).Message
            .ShouldBe($"{fileName}: plans of the kind \"{Path.GetExtension(fileName)}\" cannot be read; supported: .txt (plain text, UTF-8)");

    [Fact]
    public void A_row_cut_by_a_page_break_is_joined_and_decomposed_letters_are_composed()
    {
        var text = (Head + Header + "1.\tNhóm\t\t\t\t\r\n1.1\tTuyên truyền a < b &amp; c\tTin,\r\n\r\nbài\tSở Nội vụ thực hiện\tQuý I\t<i>gấp</i>\r\n")
            .Normalize(System.Text.NormalizationForm.FormD);
        var task = PlanReader.Read(text, "p.txt").Tasks.ShouldHaveSingleItem();
        task.Activity.ShouldBe("Tuyên truyền a < b & c");
        task.Forms.ShouldBe(["Tin, bài"]);
        task.Note.ShouldBe("gấp");
    }
}
