using Outreach.Plans;

namespace Outreach.Tests.Plans;

public sealed class PlanWithoutTableTests
{
    private static readonly Plan Plan = PlanFiles.HaiDuong;

    [Fact]
    public void The_head_is_read_with_its_blanks()
    {
        Plan.Number.ShouldBeNull("the draft says \"Số: /KH-UBND\"");
        Plan.Title.ShouldStartWith("Truyền thông thực hiện thủ tục hành chính trên môi trường điện tử");
        Plan.Issuer.ShouldBe("Chủ tịch UBND tỉnh Hải Dương");
        Plan.Place.ShouldBe("Hải Dương");
        Plan.Issued.ShouldBe(new PartialDate(2020, 10));
        Plan.Year.ShouldBe(2020);
    }

    [Fact]
    public void Topics_and_forms_are_sections_with_numbered_paragraphs()
    {
        Marks("II").ShouldBe(["1", "2", "3", "4", "5", "6", "7"]);
        Marks("III").ShouldBe(["1", "2", "3", "4", "5", "6", "7", "8", ""], "the scan lost the full stop of \"3\", the last paragraph has no number");

        IEnumerable<string> Marks(string path) => Plan.Sections.Single(section => section.Path == path).Paragraphs.Select(p => p.Mark ?? "");
    }

    public static TheoryData<string, string> Broken => new()
    {
        { "II", "việc thực hiện TTHC trên môi trường điện tử được quy định" },
        { "III", "người dân và doanh nghiệp trong việc thực hiện" },
        { "V.2", "Thông tư số 02/2017/TT-VPCP ngày 31/10/2017" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_sentence_cut_by_a_page_break_is_whole_again(string path, string sentence) =>
        Plan.Sections.Single(section => section.Path == path).Paragraphs.ShouldContain(paragraph => paragraph.Text.Contains(sentence));

    [Fact]
    public void Each_item_of_the_organisation_is_a_task_of_the_unit_above_it()
    {
        Plan.Tasks.GroupBy(task => string.Join(" + ", task.Assignments.Single().Leads))
            .Select(group => $"{group.Key}: {string.Join(' ', group.Select(task => task.Number))}")
            .ShouldBe([
                "Sở Thông tin và Truyền thông: V.1.a V.1.b V.1.c V.1.d V.1.đ V.1.e",
                "Các sở, ban, ngành, đoàn thể + UBND các huyện, thị xã, thành phố: V.2.a V.2.b V.2.c V.2.d V.2.đ V.2.e",
                "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các đoàn thể: V.3",
                "Báo Hải Dương + Đài Phát thanh và Truyền hình tỉnh: V.4.a V.4.b V.4.c",
            ]);
    }

    public static TheoryData<string, string?> Cooperation => new()
    {
        { "V.1.a", "các cơ quan, đơn vị liên quan" },
        { "V.1.b", null },
        { "V.1.c", "các cơ quan báo chí Trung ương và địa phương" },
        { "V.1.d", "các đơn vị liên quan" },
        { "V.2.e", "các cơ quan thông tin, báo chí" },
        { "V.3", "các sở, ban, ngành có liên quan" },
    };

    [Theory]
    [MemberData(nameof(Cooperation))]
    public void Cooperating_units_are_read_from_the_sentence(string number, string? unit) =>
        Plan.Tasks.Single(task => task.Number == number).Assignments.Single().Cooperating.SingleOrDefault().ShouldBe(unit);

    [Fact]
    public void No_task_has_a_schedule_the_plan_does_not_state() =>
        Plan.Tasks.ShouldAllBe(task => task.Schedule is Schedule.Unspecified);

    [Fact]
    public void The_yearly_report_is_due_before_15_November()
    {
        var report = Plan.Reports.ShouldHaveSingleItem();
        report.Schedule.ShouldBe(new Schedule.BeforeEachYear(11, 15, "trước ngày 15/11 hàng năm"));
        report.Schedule.DueIn(2026).ShouldBe(new DateOnly(2026, 11, 14));
        report.To.ShouldBe("UBND tỉnh");
        report.Through.ShouldBe("Sở Thông tin và Truyền thông");
    }
}
