using Outreach.Assistant.Dialogs;
using Outreach.Assistant.Knowledge;

namespace Outreach.Tests.Assistant;

/// <summary>What may no longer hold is not asserted: the citizen is warned, the officer alarmed.</summary>
public sealed class FreshnessTests
{
    private static readonly Procedure Residence = SmallTown.Procedures.Single(procedure => procedure.Code == "1.004194");

    [Theory]
    [InlineData("2024-11-22", false)]
    [InlineData("2024-11-21", true)]
    public void A_source_of_more_than_two_years_ago_is_stale(string updated, bool stale)
    {
        var old = Residence with { Source = Residence.Source with { Date = DateOnly.Parse(updated, null) } };
        var visitor = new Visitor(With(old)).Says("đăng ký tạm trú cần giấy tờ gì").IsAnsweredAbout("1.004194", Aspect.Documents);

        if (stale)
            Warns(visitor, AlarmKind.Stale, "cập nhật lần cuối ngày 21/11/2024", "https://dichvucong.gov.vn/tam-tru").IsNotTold("CT01");
        else
            visitor.IsAnswered("CT01").Reply.Alarms.ShouldBeEmpty();
    }

    [Fact]
    public void A_procedure_that_was_replaced_leads_to_its_successor()
    {
        var visitor = new Visitor(With(Residence with { SupersededBy = "1.000894" })).Says("lệ phí đăng ký tạm trú");

        Warns(visitor, AlarmKind.Superseded, "Đăng ký kết hôn (1.000894)").IsNotTold("7.000");
        visitor.Taps("Đăng ký kết hôn").IsAnsweredAbout("1.000894", null);
    }

    [Fact]
    public void A_successor_nobody_here_knows_is_named_by_its_code() =>
        Warns(new Visitor(With(Residence with { SupersededBy = "1.999999" })).Says("đăng ký tạm trú"), AlarmKind.Superseded, "có mã 1.999999");

    [Theory]
    [InlineData("Nghị định số 42/2022/NĐ-CP ngày 24/6/2022", "2026-06-30", false)]
    [InlineData("Nghị định số 42/2022/NĐ-CP ngày 24/6/2022", "2026-07-01", true)]
    [InlineData("NĐ 42/2022/NĐ-CP", "2026-07-01", true)]
    [InlineData("NĐ 142/2022/NĐ-CP", "2026-07-01", false)]
    public void What_rests_on_a_law_that_ended_is_doubted_from_that_day(string cited, string today, bool doubted)
    {
        var laws = LawBook.Of([new EndingLaw("NĐ 42/2022/NĐ-CP", new(2026, 7, 1), "NĐ 224/2026/NĐ-CP")]);
        var visitor = new Visitor(With(Residence with { LegalBasis = [cited] }, laws: laws), today: DateOnly.Parse(today, null)).Says("đăng ký tạm trú cần giấy tờ gì");

        if (doubted)
            Warns(visitor, AlarmKind.LawEnded, "NĐ 42/2022/NĐ-CP, đã hết hiệu lực từ 01/07/2026 và được thay bằng NĐ 224/2026/NĐ-CP").IsNotTold("CT01");
        else
            visitor.IsAnswered("CT01");
    }

    [Theory]
    [InlineData("2026-11-22", true)]
    [InlineData("2026-11-21", false)]
    public void A_reviewed_answer_is_given_up_to_its_last_day(string last, bool given)
    {
        Faq[] faqs = [.. SmallTown.Faqs.Select(faq => faq with { ValidUntil = DateOnly.Parse(last, null) })];
        var visitor = new Visitor(KnowledgeBase.Build([], faqs, SmallTown.Lexicon), remembered: """{"Candidates":["tra-cuu"]}""").Says("1");

        if (given)
            visitor.IsAnswered("giấy hẹn.").Reply.Alarms.ShouldBeEmpty();
        else
            Warns(visitor, AlarmKind.Superseded, "21/11/2026").IsNotTold("Dùng mã ghi trên giấy hẹn.");
    }

    [Fact]
    public void Fees_of_which_none_holds_today_alarm()
    {
        var reply = new Visitor().Says("cấp lại thẻ căn cước hết bao nhiêu tiền").IsAnswered("không áp dụng cho hôm nay").Reply;

        reply.Alarms.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            alarm => alarm.Kind.ShouldBe(AlarmKind.FeeLapsed), alarm => alarm.Id.ShouldBe("1.014064"), alarm => alarm.What.ShouldContain("22/11/2026"));
    }

    private static Visitor Warns(Visitor visitor, AlarmKind kind, params string[] parts)
    {
        visitor.IsAnswered(["Lưu ý: ", .. parts]).Reply.Alarms.ShouldHaveSingleItem().Kind.ShouldBe(kind);
        return visitor;
    }

    private static KnowledgeBase With(Procedure changed, LawBook? laws = null) => KnowledgeBase.Build(
        SmallTown.Procedures.Select(procedure => procedure.Code == changed.Code ? changed : procedure),
        [],
        SmallTown.Lexicon,
        registers: new Registers(UnitBook.Empty, laws ?? LawBook.Empty));
}
