using Outreach.Assistant.Knowledge;
using Outreach.Content;

namespace Outreach.Tests.Assistant;

/// <summary>Ten procedures and three common questions, small enough to know by heart; amounts are made up.</summary>
internal static class SmallTown
{
    public static DateOnly Today { get; } = new(2026, 11, 22);

    public static Lexicon Lexicon { get; } = LexiconFile.ReadFolder(Path.Combine(AppContext.BaseDirectory, "content", "lexicon"));

    private static Source Source { get; } = new("Cổng thử nghiệm", new DateOnly(2026, 4, 15), "QĐ 1/QĐ-TN ngày 15/01/2026");

    public static IReadOnlyList<Procedure> Procedures { get; } =
    [
        Named("1.001193", "Đăng ký khai sinh") with
        {
            Field = "Hộ tịch",
            Agency = "Ủy ban nhân dân cấp xã",
            Level = OnlineLevel.Partial,
            Documents = ["Giấy chứng sinh", "Tờ khai đăng ký khai sinh"],
            Time = "1 ngày làm việc",
            Fees = [new Fee(0)],
            Where = "Trung tâm Phục vụ hành chính công",
            Steps = ["Nộp hồ sơ", "Nhận kết quả"],
            Result = "Giấy khai sinh",
        },
        Named("1.004884", "Đăng ký lại khai sinh") with { Field = "Hộ tịch", Time = "5 ngày làm việc" },
        Named("2.000528", "Đăng ký khai sinh có yếu tố nước ngoài") with { Field = "Hộ tịch" },
        Named("1.000894", "Đăng ký kết hôn") with { Field = "Hộ tịch" },
        Named("1.004194", "Đăng ký tạm trú") with
        {
            Field = "Cư trú",
            Agency = "Công an cấp xã",
            Level = OnlineLevel.Full,
            Documents = ["Tờ khai CT01"],
            Time = "3 ngày làm việc",
            Fees = [new Fee(15000, Channel: "counter", Per: "lần"), new Fee(7000, Channel: "online", Until: new DateOnly(2026, 12, 31), Basis: "TT 1/2025")],
            Link = new Uri("https://dichvucong.gov.vn/tam-tru"),
        },
        Named("1.014064", "Cấp lại thẻ căn cước") with
        {
            Field = "Căn cước",
            Level = OnlineLevel.Partial,
            Fees = [new Fee(35000, From: new DateOnly(2025, 7, 1), Until: new DateOnly(2026, 6, 30))],
        },
        Named("3.000347", "Đổi giấy phép lái xe") with { Field = "Giao thông", Level = OnlineLevel.Full },
        Named("2.001583", "Thành lập công ty trách nhiệm hữu hạn một thành viên") with { Field = "Doanh nghiệp" },
        Named("2.001199", "Thành lập công ty trách nhiệm hữu hạn hai thành viên trở lên") with { Field = "Doanh nghiệp" },
        Named("1.011607", "Công nhận hộ nghèo thường xuyên") with { Field = "Bảo trợ xã hội", Level = OnlineLevel.Offline },
    ];

    public static IReadOnlyList<Faq> Faqs { get; } =
    [
        new()
        {
            Id = "thanh-toan",
            Question = "Thanh toán lệ phí trực tuyến thế nào?",
            Phrasings = ["đóng tiền hồ sơ qua mạng", "nộp phí bằng ví điện tử"],
            Answer = "Mở hồ sơ của bạn rồi chọn thanh toán.",
            Topic = "Thanh toán",
            Source = Source,
        },
        new()
        {
            Id = "tra-cuu",
            Question = "Tra cứu tình trạng hồ sơ ở đâu?",
            Phrasings = ["hồ sơ của tôi tới đâu rồi", "kiểm tra hồ sơ"],
            Answer = "Dùng mã ghi trên giấy hẹn.",
            Source = Source,
        },
        new() { Id = "vneid", Question = "Đăng nhập bằng VNeID thế nào?", Answer = "Chọn VNeID rồi quét mã.", Source = Source },
    ];

    public static KnowledgeBase Knowledge { get; } = KnowledgeBase.Build(Procedures, Faqs, Lexicon);

    private static Procedure Named(string code, string name) => new() { Code = code, Name = name, Source = Source };
}
