using System.Text;

namespace Outreach.Tests.Content;

/// <summary>A small content folder without errors, in a temporary place; each test spoils one thing in it.</summary>
internal sealed class ContentSample : IDisposable
{
    public static readonly DateOnly Today = new(2026, 11, 22);

    public const string Laws = """
        - id: NĐ 118/2025/NĐ-CP
          title: Cơ chế một cửa
          inForce: 2025-07-01
          verified: true
        - id: NĐ 61/2018/NĐ-CP
          title: Cơ chế một cửa (cũ)
          expires: 2025-07-01
          replacedBy: NĐ 118/2025/NĐ-CP
          verified: true
        - id: TT 63/2023/TT-BTC
          title: Giảm phí khi nộp trực tuyến
          expires: 2026-01-01
          verified: true
        - id: Luật Hộ tịch 03/2026/QH16
          title: Luật Hộ tịch (mới)
          inForce: 2027-03-01
          verified: true
        - id: NĐ 91/2020/NĐ-CP
          title: Chống tin nhắn rác
          inForce: 2020-10-01
          verified: true
        """;

    public const string Procedure = """
        code: "1.004194"
        name: Đăng ký tạm trú
        level: toàn trình
        formerLevel: 4
        documents: [Tờ khai CT01]
        fees:
          - amount: 7000
            channel: online
            until: 2026-12-31
            basis: NĐ 118/2025/NĐ-CP
          - amount: 5000
            until: 2025-12-31
            basis: TT 63/2023/TT-BTC
        legalBasis: [NĐ 118/2025/NĐ-CP]
        link: https://dichvucong.gov.vn
        source: { name: Cổng Dịch vụ công quốc gia, date: 2026-04-29, decision: QĐ 9354/QĐ-BCA-C06 }
        """;

    public const string Faq = """
        id: ket-qua-dien-tu
        question: Kết quả điện tử có giá trị không?
        phrasings: [ban dien tu co gia tri k]
        answer: |
          Có. Kết quả điện tử có giá trị như bản giấy.

          Nguồn: Cổng Dịch vụ công quốc gia.
        source: { name: Cổng Dịch vụ công quốc gia, date: 2026-11-22 }
        """;

    public const string Message = """
        id: tam-tru
        title: Đăng ký tạm trú tại nhà
        class: guidance
        audience: [citizens, organisations]
        procedures: ["1.004194"]
        infographic: tam-tru
        validFrom: 2026-01-01
        validTo: 2026-12-31
        variants:
          zalo: Đăng ký tạm trú tại nhà.
          sms: |
            Đăng ký tạm trú
            trên dichvucong.gov.vn
          smsPlain: Dang ky tam tru tren dichvucong.gov.vn
          telegram: Đăng ký tạm trú tại nhà.
          facebook: Đăng ký tạm trú tại nhà.
          web: Đăng ký tạm trú tại nhà.
        source: { name: Cổng Dịch vụ công quốc gia, date: 2026-04-29 }
        """;

    public const string Rules = """
        - id: quang-cao
          basis: law
          channel: sms
          classes: [advertising]
          hours: { from: "07:00", to: "22:00" }
          cap: { count: 3, hours: 24 }
          label: "[QC]"
          refusal: [soạn TC]
          requiresConsent: true
          legalBasis: [NĐ 91/2020/NĐ-CP]
          validFrom: 2020-10-01
          source: { name: NĐ 91/2020/NĐ-CP, date: 2020-08-14 }
          verified: true
        """;

    public const string Infographic = """
        id: tam-tru
        template: procedure-card
        procedure: "1.004194"
        title: Đăng ký tạm trú
        show: [documents, fee]
        alt: Hồ sơ và lệ phí đăng ký tạm trú.
        """;

    public ContentSample()
    {
        Path = Directory.CreateTempSubdirectory("outreach-content-").FullName;
        Write("laws.yaml", Laws);
        Write("procedures/1.004194-dang-ky-tam-tru.yaml", Procedure);
        Write("faq/ket-qua-dien-tu.yaml", Faq);
        Write("messages/tam-tru.yaml", Message);
        Write("rules/sending.yaml", Rules);
        Write("infographics/tam-tru.yaml", Infographic);
        Write("infographics/templates/procedure-card.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        Write("lexicon/viet-tat.yaml", "dvc: dịch vụ công");
        Write("plans/2026.txt", "Kế hoạch");
        Write("README.md", "Hướng dẫn");
    }

    public string Path { get; }

    public void Write(string file, string text) => Write(file, Encoding.UTF8.GetBytes(text));

    public void Write(string file, byte[] bytes)
    {
        var full = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, bytes);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
