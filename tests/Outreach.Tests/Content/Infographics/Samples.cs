using Outreach.Assistant.Knowledge;
using Outreach.Content;

namespace Outreach.Tests.Content.Infographics;

/// <summary>Procedures with the facts of the national portal, and one with far too many.</summary>
internal static class Samples
{
    public static readonly DateOnly Today = new(2026, 11, 22);

    public static readonly string Templates = Path.Combine(AppContext.BaseDirectory, "content", "infographics", "templates");

    public static Infographic Card(Procedure procedure, string? note = null) => new()
    {
        Id = "sample",
        Template = "procedure-card",
        Procedure = procedure.Code,
        Title = procedure.Name,
        Show = Enum.GetValues<InfographicFact>(),
        Note = note,
        Alt = "Các bước và giấy tờ của thủ tục " + procedure.Name,
    };

    public static Procedure Birth { get; } = new()
    {
        Code = "1.001193",
        Name = "Đăng ký khai sinh",
        Level = OnlineLevel.Partial,
        Documents =
        [
            "Giấy chứng sinh; nếu không có thì văn bản của người làm chứng hoặc giấy cam đoan về việc sinh",
            "Tờ khai đăng ký khai sinh theo mẫu hoặc biểu mẫu điện tử",
            "Văn bản ủy quyền, nếu người đi đăng ký không phải người thân trong gia đình",
        ],
        Time = "Trong ngày; nhận hồ sơ sau 15 giờ thì trả kết quả ngày làm việc tiếp theo",
        Fees = [new Fee(0)],
        Where = "Ủy ban nhân dân cấp xã hoặc Cổng Dịch vụ công quốc gia",
        Link = new Uri("https://dichvucong.gov.vn"),
        Source = new Source("Cổng Dịch vụ công quốc gia", new DateOnly(2026, 4, 15), "QĐ 163/QĐ-BTP ngày 15/01/2026"),
    };

    public static Procedure Residence { get; } = new()
    {
        Code = "1.004194",
        Name = "Đăng ký tạm trú",
        Level = OnlineLevel.Full,
        Documents = ["Tờ khai thay đổi thông tin cư trú (mẫu CT01)", "Giấy tờ chứng minh chỗ ở hợp pháp, ví dụ hợp đồng thuê nhà"],
        Time = "3 ngày làm việc",
        Fees =
        [
            new Fee(7000, Channel: "online"),
            new Fee(15000, Channel: "counter"),
            new Fee(5000, "đăng ký theo danh sách", "online", "người"),
            new Fee(10000, "đăng ký theo danh sách", "counter", "người"),
        ],
        Where = "Công an cấp xã, Cổng Dịch vụ công quốc gia hoặc ứng dụng VNeID",
        Link = new Uri("https://dichvucong.gov.vn"),
        Source = new Source("Cổng Dịch vụ công quốc gia", new DateOnly(2026, 4, 29), "QĐ 9354/QĐ-BCA-C06 ngày 19/11/2025"),
    };

    public static Procedure Endless { get; } = Birth with
    {
        Name = Many("Đăng ký lại khai sinh, nhận cha, mẹ, con có yếu tố nước ngoài", 4),
        Documents = [.. Enumerable.Range(1, 20).Select(i => Many($"Giấy tờ số {i} chứng minh quan hệ và tình trạng hộ tịch;", 3))],
        Time = Many("5 ngày làm việc, phải xác minh thì kéo dài;", 8),
        Fees = [.. Residence.Fees, .. Residence.Fees, .. Residence.Fees],
        Where = Many("Ủy ban nhân dân cấp xã nơi cư trú,", 12),
        Link = new Uri("https://dichvucong.gov.vn/" + new string('a', 120)),
        Source = new Source(Many("Sở Tư pháp", 20), new DateOnly(2026, 4, 15), Many("QĐ 163/QĐ-BTP ngày 15/01/2026", 9)),
    };

    public static string Many(string text, int times) => string.Join(' ', Enumerable.Repeat(text, times));
}
