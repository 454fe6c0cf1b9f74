using System.Text;
using Outreach.Content;

namespace Outreach.Tests.Content;

public sealed class SendingTextTests
{
    public static TheoryData<string, string, string?, string> Labelled => new()
    {
        { "no label asked", " Xin chào ", null, "Xin chào" },
        { "no label asked, one typed", "[QC] Xin chào", null, "[QC] Xin chào" },
        { "put in front", "Xin chào", "[QC]", "[QC] Xin chào" },
        { "typed already", "[QC] Xin chào", "[QC]", "[QC] Xin chào" },
        { "typed small and close", "[qc]Xin chào", "[QC]", "[QC] Xin chào" },
        { "typed twice, after spaces", "  [QC] [Qc]\nXin chào", "[QC]", "[QC] Xin chào" },
        { "in the middle it is the author's", "Xin chào [QC]", "[QC]", "[QC] Xin chào [QC]" },
    };

    [Theory]
    [MemberData(nameof(Labelled))]
    public void The_label_stands_in_front_once(string label, string text, string? asked, string expected) =>
        SendingText.WithLabel(text, asked).ShouldBe(expected, label);

    public static TheoryData<string, string, bool> Refusals => new()
    {
        { "as in the rules", "Từ chối nhận tin: soạn TC", true },
        { "without marks", "Tu choi nhan tin: soan TC", true },
        { "another phrase", "Không muốn nhận tin nữa, nhắn TC.", true },
        { "in quotes, in capitals", "SOẠN “TC” GỬI 8088", true },
        { "over a line break", "soạn\nTC", true },
        { "decomposed", "soạn TC".Normalize(NormalizationForm.FormD), true },
        { "the word refusal alone tells no way", "Bị từ chối: phiếu từ chối ghi lý do.", false },
        { "part of another word", "soạn TCVN", false },
        { "the end of another word", "tinhnhắn TC", false },
        { "empty", "", false },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void A_text_says_how_to_refuse_in_the_words_of_the_rule(string label, string text, bool says) =>
        SendingText.SaysHowToRefuse(text, ["soạn TC", "nhắn TC"]).ShouldBe(says, label);
}
