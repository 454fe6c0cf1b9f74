using Outreach.Delivery;

namespace Outreach.Tests.Delivery;

public sealed class ContentFallbackTests
{
    private static readonly ChannelLimits Plain = new(TextLength: 1000, CaptionLength: 0, Buttons: 0, MessagesPerSecond: 1, Concurrency: 1) { Pictures = 0 };

    private static readonly ChannelLimits Rich = new(TextLength: 1000, CaptionLength: 1000, Buttons: 5, MessagesPerSecond: 1, Concurrency: 1)
    {
        Pictures = 10,
        Cards = 5,
        Files = true,
        Formats = true,
        AsksForContact = true,
        Templates = true,
    };

    private static readonly MessageContent Full = new(
        "Xem hướng dẫn tại đây.",
        new MessageImage("a.png", "Tờ rơi"),
        [new MessageButton("Cổng", new Uri("https://dichvucong.gov.vn/")), new MessageButton("Hỏi tiếp", Says: "hỏi tiếp"), new MessageButton("Gọi", new Uri("tel:1022"))])
    {
        Album = [new MessageImage("b.png", "Mặt sau")],
        File = new MessageFile("c.pdf", "to-khai.pdf", "application/pdf"),
        Cards = [new MessageCard("Khai sinh", "1 ngày", new Uri("https://example.gov.vn/ks"))],
        Spans = [new TextSpan(4, 9, TextStyle.Link, new Uri("https://example.gov.vn/hd"))],
        Contact = new ContactRequest("Liên hệ", "Xin cho biết số điện thoại."),
        Template = new MessageTemplate("t1", new Dictionary<string, string>()),
    };

    [Fact]
    public void What_fits_stays_as_it_is() => MessageContentJson.Write(Rich.Fit(Full, Media)).ShouldBe(MessageContentJson.Write(Full));

    [Fact]
    public void What_does_not_fit_is_written_out_and_nothing_else_is_left()
    {
        var fitted = Plain.Fit(Full, Media);

        fitted.ShouldBe(new MessageContent(
            """
            Xem hướng dẫn tại đây.

            Mặt sau: https://tin.example.gov.vn/media/b.png
            • Khai sinh – 1 ngày
            https://example.gov.vn/ks
            to-khai.pdf: https://tin.example.gov.vn/media/c.pdf
            hướng dẫn: https://example.gov.vn/hd
            Xin cho biết số điện thoại.
            Cổng: https://dichvucong.gov.vn/
            - hỏi tiếp
            Gọi: 1022
            """));
    }

    [Fact]
    public void Without_a_public_address_a_file_has_no_link()
    {
        var fitted = Plain.Fit(new MessageContent("Xin chào") { File = Full.File }, _ => null);

        fitted.ShouldBe(new MessageContent("Xin chào"));
    }

    [Fact]
    public void Pictures_beyond_what_fits_become_links()
    {
        var content = new MessageContent("Xin chào", Full.Image) { Album = [new("b.png", "Hai"), new("c.png", "Ba")] };

        var fitted = (Rich with { Pictures = 2 }).Fit(content, Media);

        fitted.Album!.ShouldHaveSingleItem().MediaId.ShouldBe("b.png");
        fitted.Text.ShouldEndWith("Ba: https://tin.example.gov.vn/media/c.png");
    }

    private static Uri Media(string id) => new("https://tin.example.gov.vn/media/" + id);
}
