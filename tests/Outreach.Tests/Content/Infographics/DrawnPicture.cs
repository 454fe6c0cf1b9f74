using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Outreach.Content.Infographics;

namespace Outreach.Tests.Content.Infographics;

/// <summary>Reads a drawn SVG back: where each run of text and each card stands, measured by pango.</summary>
internal sealed partial class DrawnPicture(string svg)
{
    private readonly XElement _root = XElement.Parse(svg);

    /// <summary>The box of one run of text in the picture; <paramref name="Card"/> is the card it is in, if any.</summary>
    public sealed record Run(string Text, double Left, double Right, double Top, double Bottom, double Size, Box? Card)
    {
        /// <summary>Whether two runs share room. Lines may share a tenth of their height: no letter is both that high and that low.</summary>
        public bool Touches(Run other) =>
            Left < other.Right - 1 && other.Left < Right - 1 && Top < other.Bottom - (0.1 * Size) && other.Top < Bottom - (0.1 * Size);
    }

    public sealed record Box(double Left, double Top, double Right, double Bottom);

    /// <summary>All words, a line per text element, with its broken lines joined.</summary>
    public string Words => string.Join('\n', _root.Descendants().Where(e => e.Name.LocalName == "text").Select(Joined));

    private static string Joined(XElement text) => string.Join(' ', text.Elements().Select(span => span.Value));

    public IReadOnlyList<Run> Runs => [.. _root.Descendants().Where(e => e.Name.LocalName == "tspan").Select(Measure)];

    public IReadOnlyList<Box> Cards => [.. _root.Descendants().Where(IsCard).Select(CardBox)];

    private static Run Measure(XElement span)
    {
        var text = span.Parent!;
        var size = Number(text, "font-size");
        var bold = ((string?)span.Attribute("font-weight") ?? (string?)text.Attribute("font-weight")) == "700";
        var width = TextLayout.Width(span.Value, new TextFont("Noto Sans", bold, size));
        var card = text.Ancestors().FirstOrDefault(IsCard);
        var (x, y) = card is null ? (0, 0) : Shift(card);
        var left = x + Number(span, "x") - ((string?)text.Attribute("text-anchor") == "middle" ? width / 2 : 0);
        var baseline = y + Number(span, "y");
        return new Run(span.Value, left, left + width, baseline - size, baseline + (0.25 * size), size, card is null ? null : CardBox(card));
    }

    // A card is a shifted group whose first child is its shape; the lotus is shifted too but has no rect.
    private static bool IsCard(XElement e) =>
        e.Name.LocalName == "g" && ((string?)e.Attribute("transform"))?.Contains("scale") == false && e.Elements().First().Name.LocalName == "rect";

    private static Box CardBox(XElement card)
    {
        var (x, y) = Shift(card);
        var shape = card.Elements().Where(e => e.Name.LocalName == "rect").Last(e => Number(e, "width") > 50);
        return new Box(x, y, x + Number(shape, "width"), y + Number(shape, "height"));
    }

    private static (double X, double Y) Shift(XElement element)
    {
        var match = Translation().Match((string)element.Attribute("transform")!);
        return (Parse(match.Groups[1].Value), Parse(match.Groups[2].Value));
    }

    private static double Number(XElement element, string attribute) => Parse((string)element.Attribute(attribute)!);

    private static double Parse(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"translate\(([\d.]+) ([\d.]+)\)")]
    private static partial Regex Translation();
}
