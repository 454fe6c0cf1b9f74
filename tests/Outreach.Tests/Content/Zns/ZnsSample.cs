namespace Outreach.Tests.Content.Zns;

/// <summary>A template without errors below the sample's message; its first line is line 19 of that file.</summary>
internal static class ZnsSample
{
    public const string Template = """

        zns:
          template: "578634"
          text: |
            Kính gửi <ten> (<noi>), thủ tục <thu_tuc> (mã <ma>) nộp đến hết <ngay>.
            Phí <phi>. Nhắn TC để từ chối.
          buttons:
            - title: Xem hướng dẫn
              url: https://dichvucong.gov.vn/?ten=<lien_ket>
          parameters:
            - { name: ten, type: customerName, field: contact.name, otherwise: Quý công dân }
            - { name: noi, type: address, field: contact.unit, otherwise: toàn tỉnh }
            - { name: thu_tuc, type: product, field: procedure.name }
            - { name: ma, type: code, field: procedure.code }
            - { name: ngay, type: time, field: message.validTo }
            - { name: phi, type: money, value: "7000" }
            - { name: lien_ket, type: link, field: procedure.name }
        """;

    public static string Message => ContentSample.Message + Template;
}
