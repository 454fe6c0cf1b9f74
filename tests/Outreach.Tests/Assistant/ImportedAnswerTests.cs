using System.Text;
using Outreach.Assistant.Dialogs;
using Outreach.Assistant.Knowledge;
using Outreach.Assistant.Knowledge.Files;

namespace Outreach.Tests.Assistant;

/// <summary>Records of the portal are long and say things once per way of filing; citizens get them short and once.</summary>
public sealed class ImportedAnswerTests
{
    [Theory]
    [InlineData("the same for all ways", "Trực tuyến: 3 Ngày làm việc | Trực tiếp: 3 Ngày làm việc | Dịch vụ bưu chính: 3 Ngày làm việc", "\n3 ngày làm việc\n")]
    [InlineData("two that agree", "Trực tuyến: 3 ngày | Dịch vụ bưu chính: 3 ngày | Trực tiếp: 4 ngày", "Trực tuyến, dịch vụ bưu chính: 3 ngày\nTrực tiếp: 4 ngày")]
    [InlineData("two cases", "Trực tiếp: 11 ngày làm việc | Trực tuyến: 11 ngày làm việc | Trực tiếp: 17 ngày làm việc | Trực tuyến: 17 ngày làm việc", "\n11 ngày làm việc hoặc 17 ngày làm việc, tùy trường hợp\n")]
    [InlineData("a unit the export lost", "Trực tuyến: 1 other | Trực tiếp: 1 other", "1 (nguồn không nêu đơn vị thời gian)")]
    [InlineData("half a day", "Trực tiếp: 7.5 ngày làm việc", "7,5 ngày làm việc")]
    [InlineData("words", "Trong ngày; sau 15 giờ thì ngày làm việc tiếp theo", "Trong ngày; sau 15 giờ thì ngày làm việc tiếp theo")]
    public void Time_limits_are_said_once(string label, string time, string expected) =>
        new Visitor(Town($$"""{"time_limit":"{{time}}"}""")).Says("9.000001 mất bao lâu").IsAnswered().Reply.Text.ShouldContain(expected, customMessage: label);

    [Fact]
    public void A_lost_unit_is_not_passed_on_as_other() =>
        new Visitor(Town("""{"time_limit":"Trực tuyến: 5 other"}""")).Says("9.000001 mất bao lâu").IsAnswered().IsNotTold("other");

    [Theory]
    [InlineData("Trực tuyến: 0 đồng | Trực tiếp: 0 đồng", "- 0 đồng\n")]
    [InlineData("Trực tuyến: 50.000 đồng | Trực tiếp: 100.000 đồng", "- Trực tuyến: 50.000 đồng\n- Trực tiếp: 100.000 đồng")]
    [InlineData("Trực tuyến: (Do Hội đồng nhân dân tỉnh quy định […] | Trực tiếp: (Do Hội đồng nhân dân tỉnh quy định […]", "- Do Hội đồng nhân dân tỉnh quy định…")]
    public void Fees_are_said_once(string fee, string expected) =>
        new Visitor(Town($$"""{"fee":"{{fee}}"}""")).Says("9.000001 lệ phí").IsAnswered(expected);

    [Fact]
    public void No_fee_is_not_free() =>
        new Visitor(Town("{}")).Says("9.000001 lệ phí").IsAnswered("chưa nêu lệ phí").IsNotTold("miễn phí", "0 đồng");

    [Fact]
    public void A_long_fee_ends_with_a_sentence()
    {
        var fee = string.Join(' ', Enumerable.Range(1, 30).Select(i => $"Mức thu loại {i} do tỉnh quy định."));
        var line = new Visitor(Town($$"""{"fee":"{{fee}}"}""")).Says("9.000001 lệ phí").IsAnswered().Reply.Text.Split('\n').Single(line => line.StartsWith("- Mức", StringComparison.Ordinal));

        line.Length.ShouldBeLessThan(270);
        line.ShouldEndWith("quy định…");
    }

    [Fact]
    public void Documents_of_one_group_share_its_heading_and_file_names_are_left_out() => new Visitor(Town(
            """{"documents":["Hồ sơ của cá nhân: Tờ khai (1 bản chính) [mẫu: 1.MuTokhai.doc]","Hồ sơ của cá nhân: Ảnh 4x6 (2 bản chính)","Giấy ủy quyền"]}"""))
        .Says("9.000001 cần giấy tờ gì")
        .IsAnswered("Hồ sơ của cá nhân:\n- Tờ khai (1 bản chính)\n- Ảnh 4x6 (2 bản chính)\n- Giấy ủy quyền\n").IsNotTold(".doc");

    [Fact]
    public void A_very_long_list_is_cut_and_says_so()
    {
        var documents = string.Join(',', Enumerable.Range(1, 60).Select(i => $"\"Giấy tờ thứ {i} {new string('x', 500)}\""));
        var reply = new Visitor(Town($$"""{"documents":[{{documents}}]}""")).Says("9.000001 cần giấy tờ gì").IsAnswered("và 50 mục nữa", "Nguồn:").Reply;

        reply.Text.Length.ShouldBeLessThan(3000);
    }

    [Fact]
    public void Numbered_steps_keep_their_numbers_and_lose_what_is_below_them() => new Visitor(Town(
            """{"steps":"Bước 1: Chuẩn bị hồ sơ.\nBước 2: Nộp hồ sơ.\n- Nếu đủ thì nhận.\n- Nếu thiếu thì trả lại.\nBước 3: Nhận kết quả."}"""))
        .Says("9.000001 các bước")
        .IsAnswered("Bước 1: Chuẩn bị hồ sơ.\nBước 2: Nộp hồ sơ.\nBước 3: Nhận kết quả.\n… (xem đầy đủ").IsNotTold("Nếu thiếu");

    [Fact]
    public void Ways_of_filing_are_named_once_with_who_decides() => new Visitor(Town(
            """{"ways":["Trực tiếp","Trực tuyến","Trực tiếp","Trực tuyến"],"agency":"Sở Thử nghiệm"}"""))
        .Says("9.000001 nộp ở đâu").IsAnswered("Trực tiếp; Trực tuyến\nCơ quan giải quyết: Sở Thử nghiệm");

    /// <summary>The small town with one more record, read as the import reads it.</summary>
    private static KnowledgeBase Town(string fields)
    {
        var line = """{"code":"9.000001","name":"Cấp giấy chứng nhận mẫu thử","source":"cổng 2026-07-18",""" + fields.TrimStart('{');
        line = line.Replace(",}", "}", StringComparison.Ordinal);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(line));
        Procedure[] imported = [.. ProcedureFile.Read(stream, "test.jsonl", SmallTown.Today)];
        return KnowledgeBase.Build([.. SmallTown.Procedures, .. imported], SmallTown.Faqs, SmallTown.Lexicon);
    }
}
