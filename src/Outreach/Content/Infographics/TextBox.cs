using System.Xml.Linq;

namespace Outreach.Content.Infographics;

/// <summary>A <c>text</c> element of a template that takes words: where it stands and how far it may shrink.</summary>
internal sealed record TextBox(
    XElement Element, string Word, double X, double Width, double Size, double MinSize, int MaxLines, double Gap, string Family, bool Bold)
{
    public static TextBox Read(TemplateElements template, XElement element)
    {
        var size = template.Number(element, "font-size");
        var minSize = template.Number(element, "data-min-size");
        if (minSize > size)
            throw template.Fault(element, $"data-min-size {minSize} is larger than font-size {size}");

        var maxLines = template.Number(element, "data-max-lines");
        if (maxLines < 1)
            throw template.Fault(element, "data-max-lines must be at least 1");

        return new TextBox(
            element,
            (string)element.Attribute("data-bind")!,
            template.Number(element, "x"),
            template.Number(element, "data-width"),
            size,
            minSize,
            (int)maxLines,
            template.Number(element, "data-gap", orElse: 0),
            element.AncestorsAndSelf().Attributes("font-family").FirstOrDefault()?.Value ?? "Noto Sans",
            (string?)element.Attribute("font-weight") is "700" or "bold");
    }

    /// <summary>Puts the block into the element, its top at <paramref name="top"/>.</summary>
    public void Fill(XElement element, TextBlock block, double top)
    {
        element.RemoveNodes();
        element.Attribute("y")?.Remove();
        element.SetAttributeValue("font-size", block.Size);
        foreach (var line in block.Lines)
        {
            foreach (var run in line.Runs)
            {
                var span = new XElement(
                    TemplateElements.Svg + "tspan",
                    new XAttribute("x", Math.Round(X + run.X, 2)),
                    new XAttribute("y", Math.Round(top + line.Baseline, 2)),
                    run.Text);
                if (run.Bold != Bold)
                    span.SetAttributeValue("font-weight", run.Bold ? 700 : 400);
                element.Add(span);
            }
        }
    }
}
