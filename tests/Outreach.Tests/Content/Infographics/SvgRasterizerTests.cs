using System.Text;
using Outreach.Content.Infographics;

namespace Outreach.Tests.Content.Infographics;

public sealed class SvgRasterizerTests
{
    [Fact]
    public void Broken_svg_is_an_error_with_the_reason() =>
        Should.Throw<InvalidDataException>(() => SvgRasterizer.ToPng("<svg><bad", 10, 10)).Message.ShouldContain("XML");

    [Theory]
    [InlineData(0, 10)]
    [InlineData(10, 100_000)]
    public void A_size_that_cannot_be_meant_is_refused(int width, int height) =>
        Should.Throw<ArgumentOutOfRangeException>(() => SvgRasterizer.ToPng("<svg xmlns='http://www.w3.org/2000/svg'/>", width, height));

    [Fact]
    public void Files_named_in_the_svg_are_not_read()
    {
        var secret = Path.Combine(Directory.CreateTempSubdirectory("svg").FullName, "red.svg");
        File.WriteAllText(secret, "<svg xmlns='http://www.w3.org/2000/svg' width='50' height='50'><rect width='50' height='50' fill='red'/></svg>");
        var empty = SvgRasterizer.ToPng("<svg xmlns='http://www.w3.org/2000/svg' width='50' height='50'/>", 50, 50);
        SvgRasterizer.ToPng($"<svg xmlns='http://www.w3.org/2000/svg' width='50' height='50'><image href='file://{secret}' width='50' height='50'/></svg>", 50, 50)
            .ShouldBe(empty);
    }

    [Fact]
    public void Vietnamese_wraps_between_words_and_within_the_width()
    {
        var font = new TextFont("Noto Sans", false, 24);
        const string text = "Trả lời STOP để ngừng nhận tin nhắn hướng dẫn, hoặc gọi đường dây nóng của tỉnh để được hỗ trợ";
        var lines = TextLayout.Wrap(text, font, 300);
        string.Join(' ', lines).ShouldBe(text);
        lines.ShouldAllBe(line => TextLayout.Width(line, font) <= 300);
        TextLayout.Width(text.Normalize(NormalizationForm.FormD), font).ShouldBe(TextLayout.Width(text, font), 0.5, "marks must not take room of their own");
    }

    [Fact]
    public void Many_threads_may_draw_at_once()
    {
        const string svg = "<svg xmlns='http://www.w3.org/2000/svg' width='99' height='99'><text y='50' font-family='Noto Sans'>Ẫ Ệ ữ</text></svg>";
        var expected = SvgRasterizer.ToPng(svg, 99, 99);
        var drawn = new byte[32][];
        Parallel.For(0, drawn.Length, i => drawn[i] = SvgRasterizer.ToPng(svg, 99, 99));
        foreach (var png in drawn)
            png.ShouldBe(expected);
    }
}
