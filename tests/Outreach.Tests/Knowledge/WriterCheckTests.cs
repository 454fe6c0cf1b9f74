using Outreach.Knowledge.Writing;

namespace Outreach.Tests.Knowledge;

/// <summary>What a language model may and may not do to an answer.</summary>
public sealed class WriterCheckTests
{
    private const string Source =
        "Đăng ký tạm trú – Lệ phí:\n- 15.000 đồng/lần khi nộp trực tiếp\n- 7.000 đồng/lần khi nộp trực tuyến, đến hết ngày 31/12/2026\nGiải quyết trong 3 ngày làm việc theo Thông tư 75/2022/TT-BTC. "
        + "Không chuyển tiền vào tài khoản cá nhân. Nộp tại https://dichvucong.gov.vn với tờ khai CT01.\n\nNguồn: Cổng Dịch vụ công quốc gia, thủ tục Đăng ký tạm trú (mã 1.004194), cập nhật 15/04/2026.";

    private const string Good =
        "Khi đăng ký tạm trú, ông/bà nộp 15.000 đồng/lần khi nộp trực tiếp hoặc 7.000 đồng/lần khi nộp trực tuyến, mức này đến hết ngày 31/12/2026. Hồ sơ được giải quyết trong 3 ngày làm việc theo "
        + "Thông tư 75/2022/TT-BTC. Xin không chuyển tiền vào tài khoản cá nhân. Nộp tại https://dichvucong.gov.vn với tờ khai CT01.\n\nNguồn: Cổng Dịch vụ công quốc gia, thủ tục Đăng ký tạm trú (mã 1.004194), cập nhật 15/04/2026.";

    [Fact]
    public void Other_words_for_the_same_facts_pass()
    {
        WriterCheck.Refusal(Source, Good).ShouldBeNull();
        WriterCheck.Refusal(Source, Source).ShouldBeNull();
    }

    public static TheoryData<string, string, string> Hostile => new()
    {
        { "invented fee", "15.000 đồng", "25.000 đồng" },
        { "a digit more", "15.000 đồng", "150.000 đồng" },
        { "changed date", "31/12/2026", "31/12/2027" },
        { "changed time", "3 ngày làm việc", "2026 ngày làm việc" },
        { "exchanged measures", "trong 3 ngày", "trong 15.000 ngày" },
        { "time in words", "trong 3 ngày làm việc", "trong 3 ngày làm việc, tức là năm ngày" },
        { "fee in words", "15.000 đồng/lần", "15.000 đồng/lần (hai mươi nghìn đồng)" },
        { "made free", "Xin không chuyển", "Người già được miễn phí. Xin không chuyển" },
        { "made free otherwise", "Khi đăng ký tạm trú,", "Đăng ký tạm trú không mất tiền;" },
        { "injected link", "Hồ sơ được", "Xem https://dichvucong.gov.vn.evil.example/ct01 Hồ sơ được" },
        { "injected bare domain", "Hồ sơ được", "Xem tại nopnhanh.xyz. Hồ sơ được" },
        { "markdown link", "Cổng", "[Cổng](nopnhanh)" },
        { "html", "Hồ sơ được", "<img src=x> Hồ sơ được" },
        { "e-mail", "Hồ sơ được", "Gửi can.bo@example Hồ sơ được, hoặc a@b.co," },
        { "telephone", "Hồ sơ được", "Gọi 0912345678. Hồ sơ được" },
        { "other law", "75/2022/TT-BTC", "85/2019/TT-BTC" },
        { "legal abbreviation", "theo Thông tư", "theo NĐ-CP và Thông tư" },
        { "other form", "CT01", "CT02" },
        { "lost number", "7.000 đồng/lần khi nộp trực tuyến, mức này đến hết ngày 31/12/2026", "ít hơn khi nộp trực tuyến" },
        { "lost warning", "Xin không chuyển tiền vào tài khoản cá nhân.", "Xin chuyển tiền vào tài khoản cá nhân." },
        { "new denial", "ông/bà nộp", "ông/bà chưa nộp" },
        { "full-width digits", "Hồ sơ được", "Thêm ２０ nghìn. Hồ sơ được" },
        { "superscript", "Hồ sơ được", "Thêm ⁵ tờ. Hồ sơ được" },
        { "other digits", "Hồ sơ được", "Thêm ٣ tờ. Hồ sơ được" },
        { "circled", "Hồ sơ được", "Thêm ⑳ tờ. Hồ sơ được" },
        { "hidden character", "15.000 đồng", "15.0\u200B00 đồng" },
        { "other code", "(mã 1.004194)", "(mã 1.004195)" },
        { "no source", "Nguồn: Cổng Dịch vụ công quốc gia", "Theo Cổng Dịch vụ công quốc gia" },
        { "fifth of what was", Good[..^210], "" },
        { "talks and talks", "Hồ sơ được", string.Concat(Enumerable.Repeat("xin vui lòng chờ đợi thêm ", 30)) + "Hồ sơ được" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_changed_fact_is_refused(string label, string from, string to)
    {
        Good.ShouldContain(from, Case.Sensitive, label);

        WriterCheck.Refusal(Source, Good.Replace(from, to, StringComparison.Ordinal)).ShouldNotBeNull(label);
    }
}
