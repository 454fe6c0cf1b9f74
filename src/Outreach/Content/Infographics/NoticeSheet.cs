using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Outreach.Content.Infographics;

/// <summary>What hangs on the notice board: a title, the words, who says so and a code that leads on.</summary>
/// <param name="Province">Who publishes.</param>
/// <param name="Link">Behind the code and written under it; null for none.</param>
public sealed record Notice(string Province, string Title, string Text, Uri? Link, string? Hotline);

/// <summary>Sets a notice on a sheet of A4, as large as it can be read from: the text shrinks until it fits.</summary>
public static class NoticeSheet
{
    // A4 at 96 pixels per inch; 18 mm of margin, which printers of offices keep.
    private const int Width = 794;
    private const int Height = 1123;
    private const int Margin = 68;
    private const int QrSide = 132;
    private const double PointsPerPixel = 72.0 / 96;
    private const string Family = "Noto Sans";

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>From 30 pixels (22 points), which is read from two metres, down to 13 (10 points), the size of a letter.</summary>
    private static readonly double[] Sizes = [30, 26, 23, 20, 18, 16, 14, 13];

    /// <exception cref="PlatformNotSupportedException">See <see cref="SvgRasterizer.IsAvailable"/>.</exception>
    public static byte[] ToPdf(Notice notice) => SvgRasterizer.ToPdf(ToSvg(notice), Width * PointsPerPixel, Height * PointsPerPixel);

    /// <summary>The sheet as plain SVG. What does not fit even in the smallest size is cut at the end of a line and says so.</summary>
    public static string ToSvg(Notice notice)
    {
        var sheet = new List<XElement> { new(Svg + "rect", new XAttribute("width", Width), new XAttribute("height", Height), new XAttribute("fill", "#fff")) };
        var top = Heading(notice, sheet);
        var bottom = Height - Margin - (notice.Link is null ? 40 : QrSide + 30);
        Body(notice.Text, top, bottom, sheet);
        Foot(notice, bottom, sheet);
        return new XElement(
            Svg + "svg",
            new XAttribute("viewBox", $"0 0 {Width} {Height}"),
            new XAttribute("width", Width),
            new XAttribute("height", Height),
            new XAttribute("font-family", Family),
            sheet).ToString(SaveOptions.DisableFormatting);
    }

    /// <returns>Where the body may begin.</returns>
    private static double Heading(Notice notice, List<XElement> sheet)
    {
        sheet.Add(Line(notice.Province.ToUpperInvariant(), Margin, Margin + 22, new(Family, true, 20), "#0b4a8a"));
        sheet.Add(new XElement(Svg + "rect", new XAttribute("x", Margin), new XAttribute("y", Margin + 36), new XAttribute("width", Width - (2 * Margin)), new XAttribute("height", 4), new XAttribute("fill", "#0b4a8a")));
        var font = new TextFont(Family, true, notice.Title.Length > 90 ? 30 : 38);
        var y = Margin + 56.0;
        foreach (var line in TextLayout.Wrap(notice.Title.Normalize(), font, Width - (2 * Margin)))
            sheet.Add(Line(line, Margin, y += font.Size * 1.3, font, "#16202c"));
        return y + 24;
    }

    private static void Body(string text, double top, double bottom, List<XElement> sheet)
    {
        foreach (var size in Sizes)
        {
            var font = new TextFont(Family, false, size);
            var lines = Paragraphs(text).SelectMany(paragraph => TextLayout.Wrap(paragraph, font, Width - (2 * Margin)).Append("")).ToList();
            if (lines.Sum(line => Step(line, size)) > bottom - top && size > Sizes[^1])
                continue;

            Set(lines, font, top, bottom, sheet);
            return;
        }
    }

    /// <summary>A space between paragraphs is half a line.</summary>
    private static double Step(string line, double size) => size * (line.Length == 0 ? 0.5 : 1.4);

    private static void Set(List<string> lines, TextFont font, double top, double bottom, List<XElement> sheet)
    {
        var y = top;
        for (var i = 0; i < lines.Count; i++)
        {
            y += Step(lines[i], font.Size);
            var full = y + (font.Size * 1.4) > bottom;
            if (lines[i].Length > 0)
                sheet.Add(Line(full && lines.Skip(i + 1).Any(later => later.Length > 0) ? "…" : lines[i], Margin, y, font, "#16202c"));
            if (full)
                return;
        }
    }

    private static void Foot(Notice notice, double top, List<XElement> sheet)
    {
        var left = (double)Margin;
        if (notice.Link is { } link)
        {
            sheet.Add(new XElement(Svg + "path", new XAttribute("d", QrPath.Of(link.AbsoluteUri, Margin, top + 30, QrSide)), new XAttribute("fill", "#000")));
            left += QrSide + 24;
            sheet.Add(Line("Quét mã hoặc mở:", left, top + 66, new(Family, false, 18), "#16202c"));
            sheet.Add(Line(link.Host + link.AbsolutePath.TrimEnd('/'), left, top + 94, new(Family, true, 20), "#0b4a8a"));
        }

        if (!string.IsNullOrWhiteSpace(notice.Hotline))
            sheet.Add(Line($"Tổng đài: {notice.Hotline}", left, top + (notice.Link is null ? 36 : 126), new(Family, true, 20), "#16202c"));
    }

    private static IEnumerable<string> Paragraphs(string text) =>
        text.Normalize().Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);

    private static XElement Line(string text, double x, double y, TextFont font, string colour) => new(
        Svg + "text",
        new XAttribute("x", x.ToString("0.#", CultureInfo.InvariantCulture)),
        new XAttribute("y", y.ToString("0.#", CultureInfo.InvariantCulture)),
        new XAttribute("font-size", font.Size.ToString("0.#", CultureInfo.InvariantCulture)),
        new XAttribute("font-weight", font.Bold ? "bold" : "normal"),
        new XAttribute("fill", colour),
        Printable(text));

    /// <summary>XML 1.0 has no control characters.</summary>
    private static string Printable(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var c in text)
            kept.Append(char.IsControl(c) ? ' ' : c);
        return kept.ToString();
    }
}
