using Outreach.Assistant.Dialogs;
using Outreach.Assistant.Knowledge;
using Outreach.Language;

namespace Outreach.Tests.Assistant;

/// <summary>Who names a unit by its old name is told what it is called now.</summary>
public sealed class UnitTests
{
    private static readonly UnitBook Book = UnitBook.Of(
    [
        Unit("Hải Phòng", "thành phố", "Hải Phòng", "tỉnh Hải Dương"),
        Unit("An Giang", "tỉnh", "An Giang", "tỉnh Kiên Giang"),
        Unit("Khánh Hòa", "tỉnh", "Khánh Hòa"),
        Unit("Đồng Nai", "thành phố", "Đồng Nai", "tỉnh Bình Phước", "tỉnh Đồng Nai") with { Since = new(2026, 4, 30) },
        Unit("Phước Long", "phường", "Đồng Nai", "thị xã Phước Long", "xã Phước Tín"),
        Unit("Phước Bình", "phường", "Đồng Nai", "thị xã Phước Long", "xã Long Giang"),
    ]);

    private static readonly KnowledgeBase Knowledge = KnowledgeBase.Build(
        SmallTown.Procedures, SmallTown.Faqs, SmallTown.Lexicon, registers: new Registers(Book, LawBook.Empty));

    [Theory]
    [InlineData("tỉnh Hải Dương giờ thuộc đâu", "tỉnh Hải Dương nay thuộc thành phố Hải Phòng (từ 01/07/2025)")]
    [InlineData("tinh hai duong sap nhap vao dau", "thành phố Hải Phòng")]
    [InlineData("Hải Dương nay là tỉnh nào", "thành phố Hải Phòng")]
    [InlineData("Kiên Giang", "tỉnh Kiên Giang nay thuộc tỉnh An Giang")]
    [InlineData("thành phố Bình Phước còn không", "thành phố Đồng Nai (từ 30/04/2026)")]
    [InlineData("thị xã phước long bây giờ là gì", "phường Phước Long (Đồng Nai); phường Phước Bình (Đồng Nai)")]
    [InlineData("xã Long Giang thuộc phường nào", "phường Phước Bình (Đồng Nai)")]
    public void The_name_of_today_is_told(string question, string expected)
    {
        var reply = new Visitor(Knowledge).Says(question).IsAnswered(expected, "Nguồn: NQ thử, ngày 22/11/2026").Reply;
        reply.State.Procedure.ShouldBeNull();
    }

    [Fact]
    public void A_name_that_still_holds_is_confirmed() =>
        new Visitor(Knowledge).Says("tỉnh Khánh Hòa có đổi tên không").IsAnswered("tỉnh Khánh Hòa là tên đang dùng từ 01/07/2025").IsNotTold("nay thuộc");

    [Theory]
    [InlineData("đăng ký tạm trú ở tỉnh Bình Phước cần giấy tờ gì")]
    [InlineData("dang ky tam tru o binh phuoc can giay to gi")]
    public void An_answer_about_a_procedure_says_it_first(string question) => new Visitor(Knowledge).Says(question)
        .IsAnswered("tỉnh Bình Phước nay thuộc thành phố Đồng Nai", "CT01").Reply.State.Procedure.ShouldBe("1.004194");

    [Theory]
    [InlineData("phước long có gì vui", 0)]
    [InlineData("sự phước lành", 0)]
    [InlineData("xã phước tín", 1)]
    [InlineData("tôi ở hải phòng", 1)]
    [InlineData("từ hải dương tới kiên giang", 2)]
    public void Small_units_are_found_only_with_their_kind(string text, int found)
    {
        Book.Find(text).Count.ShouldBe(found);
        Book.Find(VietnameseMarks.Strip(text)).Count.ShouldBe(found);
    }

    [Fact]
    public void Names_that_differ_in_marks_are_told_apart_when_marks_are_written() => Book.Find("tình hải đường").ShouldBeEmpty();

    private static Unit Unit(string name, string kind, string province, params string[] formerly) =>
        new(name, kind, province, formerly, new(2025, 7, 1), "NQ thử", new(2026, 11, 22));
}
