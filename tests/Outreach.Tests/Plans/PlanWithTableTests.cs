using Outreach.Plans;

namespace Outreach.Tests.Plans;

public sealed class PlanWithTableTests
{
    private static readonly Plan Plan = PlanFiles.KhanhHoa;

    private const string Office = "Văn phòng Sở";
    private const string Board = "Ban Biên tập Trang TTĐT của Sở";
    private const string Portal = "Trung tâm Cổng TTĐT";
    private const string Services = "Trung tâm CNTT và DVHCCTT";
    private const string Press = "Phòng Thông tin - Báo chí - Xuất bản";

    // The scan reads "Công" for "Cổng" and "Bureau" for "Bưu" in places; the reader keeps what the file says.
    private const string PortalAsScanned = "Trung tâm Công TTĐT";
    private const string ItAsScanned = "Phòng CNTT - Bureau chính - Viễn thông";
    private const string It = "Phòng CNTT - Bưu chính - Viễn thông";
    private const string Divisions = "các phòng, đơn vị";
    private const string Concerned = "các cơ quan, đơn vị liên quan";

    [Fact]
    public void The_head_is_read()
    {
        Plan.Number.ShouldBe("485/KH-STTTT");
        Plan.Title.ShouldBe("Tuyên truyền cải cách hành chính của Sở Thông tin và Truyền thông tỉnh Khánh Hòa năm 2022");
        Plan.Issuer.ShouldBe("Sở Thông tin và Truyền thông tỉnh Khánh Hòa");
        Plan.Place.ShouldBe("Khánh Hòa");
        Plan.Issued.ShouldBe(new PartialDate(2022, 2, 25));
        Plan.Year.ShouldBe(2022);
    }

    [Fact]
    public void The_sections_are_read()
    {
        Plan.Sections.Select(section => $"{section.Path} {section.Heading}: {section.Paragraphs.Count}").ShouldBe([
            "I MỤC TIÊU, YÊU CẦU: 0",
            "I.1 Mục tiêu: 4",
            "I.2 Yêu cầu: 3",
            "II NỘI DUNG VÀ TRÁCH NHIỆM THỰC HIỆN: 1",
            "III TỔ CHỨC THỰC HIỆN: 5",
        ]);
    }

    [Fact]
    public void Every_row_of_the_table_is_a_task_of_its_group()
    {
        Plan.Tasks.GroupBy(task => task.Group).Select(group => $"{group.Key}: {string.Join(' ', group.Select(task => task.Number))}").ShouldBe([
            "Tuyên truyền cho cán bộ, công chức, viên chức: 1.1 1.2 1.3 1.4 1.5 1.6 1.7 1.8",
            "Tuyên truyền cho người dân, tổ chức, doanh nghiệp, nhà đầu tư: 2.1 2.2 2.3 2.4 2.5",
            "Hoạt động tuyên truyền trọng điểm theo phân công của UBND tỉnh: 3.1 3.2 3.3 3.4 3.5 3.6",
        ]);
    }

    /// <summary>A row of the table as it has to be understood. Who: "leads &amp; cooperating @ forms", in the order of the cell.</summary>
    public sealed record Row(string Number, int Forms, Type Schedule, DateOnly? Due, params string[] Who)
    {
        public override string ToString() => Number;
    }

    private static readonly DateOnly YearEnd = new(2022, 12, 31);
    private static readonly Type Within = typeof(Schedule.WithinYear);

    public static TheoryData<Row> Rows =>
    [
        new Row("1.1", 2, typeof(Schedule.InQuarter), new(2022, 3, 31), $"{Office} & {Divisions} @ 1", $"{Board} + {PortalAsScanned} & @ 2"),
        new Row("1.2", 3, typeof(Schedule.InQuarter), new(2022, 3, 31), $"{Office} & {Divisions} @ 1,2", $"{Board} + {PortalAsScanned} & @ 3"),
        new Row("1.3", 2, Within, YearEnd, $"{Press} & @ ", $"{It} & @ "),
        new Row("1.4", 1, Within, YearEnd, $"{Board} + {Portal} + {Services} & @ "),
        new Row("1.5", 1, Within, YearEnd, $"{Office} & {Divisions} @ "),
        new Row("1.6", 2, Within, YearEnd, $"{Office} & {Divisions} @ 1", $"{Board} + {Portal} & @ 2"),
        new Row("1.7", 1, Within, YearEnd, $"{Board} + {Portal} & @ "),
        new Row("1.8", 3, Within, YearEnd,
            $"{Office} & {Divisions} @ 1", $"{PortalAsScanned} & @ 2", $"{Office} & @ 3", $"{Press} & @ 3", $"{It} & @ 3"),
        new Row("2.1", 1, Within, YearEnd, $"{Portal} + {Services} & {Concerned} @ "),
        new Row("2.2", 1, Within, YearEnd, $"{Portal} & {Concerned} @ "),
        new Row("2.3", 1, Within, YearEnd, $"{Portal} + {Services} & {Concerned} @ "),
        new Row("2.4", 2, Within, YearEnd, $"{Office} & @ 1", $"Ban Biên tập Trang TTĐT + {Portal} + {Services} & @ 2"),
        new Row("2.5", 1, typeof(Schedule.Unspecified), null, $"{Portal} + {Services} & {Concerned} @ "),
        new Row("3.1", 2, Within, YearEnd, $"{ItAsScanned} + {Services} & @ ", $"{Press} & cơ quan báo chí của tỉnh @ "),
        new Row("3.2", 1, Within, YearEnd, $"{Press} & @ "),
        new Row("3.3", 1, typeof(Schedule.ByProgress), null, $"{ItAsScanned} & @ "),
        new Row("3.4", 1, Within, YearEnd, $"{Services} & @ "),
        new Row("3.5", 2, Within, YearEnd, $"{Office} & {Divisions} @ "),
        new Row("3.6", 2, typeof(Schedule.InQuarter), new(2022, 6, 30), $"{Press} & @ "),
    ];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_row_says_who_does_what_by_when(Row row)
    {
        var task = Plan.Tasks.Single(task => task.Number == row.Number);
        task.Forms.Count.ShouldBe(row.Forms);
        task.Schedule.ShouldBeOfType(row.Schedule);
        task.Schedule.DueIn(Plan.Year).ShouldBe(row.Due);
        task.Assignments.Select(Describe).ShouldBe(row.Who);
        task.Note.ShouldBeNull();
    }

    [Fact]
    public void Work_done_at_the_request_of_another_unit_says_so()
    {
        var requested = Plan.Tasks.SelectMany(task => task.Assignments.Select(assignment => (task.Number, assignment.RequestedBy)))
            .Where(pair => pair.RequestedBy is not null);
        requested.ShouldBe([("3.2", "Sở Nội vụ"), ("3.4", "UBND các huyện, thị xã, thành phố"), ("3.5", "Sở Nội vụ"), ("3.6", "Sở Nội vụ")]);
    }

    [Fact]
    public void No_markup_is_left_and_no_word_is_lost()
    {
        var texts = Plan.Tasks.SelectMany(task => task.Forms.Append(task.Activity).Concat(task.Assignments.Select(assignment => assignment.Words)));
        texts.ShouldAllBe(text => !text.Contains('<') && !text.Contains('>') && !text.Contains("  "));

        Plan.Tasks.Single(task => task.Number == "1.2").Activity.ShouldContain("(ban hành kèm theo Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ)");
        Plan.Tasks.Single(task => task.Number == "2.5").Activity.Split('\n').Length.ShouldBe(4);
        Plan.Tasks.Single(task => task.Number == "2.4").Forms[0].ShouldStartWith("Công khai địa chỉ đường dây nóng");
    }

    [Fact]
    public void Reports_are_found_in_the_text_and_in_the_table()
    {
        Plan.Reports.Select(report => $"{report.Line}: {report.Schedule.Words} → {report.To} ({report.Through})").ShouldBe([
            "39: theo yêu cầu của cơ quan có thẩm quyền → Văn phòng Sở ()",
            "41: hàng quý → UBND tỉnh (Sở Nội vụ)",
            "75: định kỳ 06 tháng và năm → Sở Nội vụ ()",
        ]);
    }

    private static string Describe(TaskAssignment assignment) =>
        $"{string.Join(" + ", assignment.Leads)} & {string.Concat(assignment.Cooperating.Select(unit => unit + " "))}@ {string.Join(',', assignment.Items)}";
}
