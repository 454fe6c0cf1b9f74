using Outreach.Plans;

namespace Outreach.Tests.Plans;

public sealed class ScheduleWordsTests
{
    public static TheoryData<string, Schedule> Cells => new()
    {
        { "Quý I/2022", new Schedule.InQuarter(1, 2022, "Quý I/2022") },
        { "Quý II/2022", new Schedule.InQuarter(2, 2022, "Quý II/2022") },
        { "Quý IV", new Schedule.InQuarter(4, 2026, "Quý IV") },
        { "Quý 3 năm 2025", new Schedule.InQuarter(3, 2025, "Quý 3 năm 2025") },
        { "Trong năm 2022", new Schedule.WithinYear(2022, "Trong năm 2022") },
        { "Trong năm", new Schedule.WithinYear(2026, "Trong năm") },
        { "Tháng 10/2022", new Schedule.InMonth(10, 2022, "Tháng 10/2022") },
        { "Trong tháng 02", new Schedule.InMonth(2, 2026, "Trong tháng 02") },
        { "hàng tuần", new Schedule.Every(Cadence.Weekly, "hàng tuần") },
        { "hàng tháng", new Schedule.Every(Cadence.Monthly, "hàng tháng") },
        { "hằng tháng", new Schedule.Every(Cadence.Monthly, "hằng tháng") },
        { "hàng quý", new Schedule.Every(Cadence.Quarterly, "hàng quý") },
        { "Hàng năm", new Schedule.Every(Cadence.Yearly, "Hàng năm") },
        { "định kỳ 06 tháng và năm", new Schedule.Every(Cadence.HalfYearly, "định kỳ 06 tháng và năm") },
        { "trước ngày 15/11 hàng năm", new Schedule.BeforeEachYear(11, 15, "trước ngày 15/11 hàng năm") },
        { "Trước ngày 20/12/2022.", new Schedule.Before(new DateOnly(2022, 12, 20), "Trước ngày 20/12/2022") },
        { "Theo tiến độ Kế hoạch của tỉnh", new Schedule.ByProgress("Theo tiến độ Kế hoạch của tỉnh") },
        { "theo yêu cầu", new Schedule.OnRequest("theo yêu cầu") },
        { "", new Schedule.Unspecified("") },
        { "Quý I và Quý III", new Schedule.Unspecified("Quý I và Quý III") },
        { "Trước ngày 31/02/2022", new Schedule.Unspecified("Trước ngày 31/02/2022") },
        { "Tháng 13", new Schedule.Unspecified("Tháng 13") },
        { "sau khi được phê duyệt", new Schedule.Unspecified("sau khi được phê duyệt") },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_cell_is_read_as_a_whole_or_kept_as_words(string words, Schedule expected) =>
        ScheduleWords.Parse(words, 2026).ShouldBe(expected);

    public static TheoryData<string, Schedule?> Sentences => new()
    {
        { "đánh giá kết quả hàng quý và báo cáo", new Schedule.Every(Cadence.Quarterly, "hàng quý") },
        { "về UBND tỉnh trước ngày 15/11 hàng năm để tổng hợp", new Schedule.BeforeEachYear(11, 15, "trước ngày 15/11 hàng năm") },
        { "Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ", null },
        { "trong dự toán ngân sách hàng năm của các cơ quan", null },
        { "Kế hoạch của năm 2025", null },
    };

    [Theory]
    [MemberData(nameof(Sentences))]
    public void In_a_sentence_the_date_of_a_document_is_no_schedule(string sentence, Schedule? expected) =>
        ScheduleWords.Find(sentence, 2026).ShouldBe(expected);

    [Fact]
    public void The_day_before_which_a_task_is_due_is_already_late()
    {
        ScheduleWords.Parse("Trước ngày 01/3/2026", 2026).DueIn(2026).ShouldBe(new DateOnly(2026, 2, 28));
        ScheduleWords.Parse("trước ngày 29/02 hàng năm", 2026).DueIn(2027).ShouldBe(new DateOnly(2027, 2, 27));
    }
}
