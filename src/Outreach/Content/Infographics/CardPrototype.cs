using System.Globalization;
using System.Xml.Linq;

namespace Outreach.Content.Infographics;

/// <summary>A card of the template: repeated, stretched and filled.</summary>
internal sealed class CardPrototype
{
    private readonly TemplateElements _template;
    private readonly XElement _element;
    private readonly double _fullWidth, _minHeight, _padding;
    private readonly IReadOnlyList<TextBox> _boxes;

    /// <param name="words">The words that texts of this card may bind.</param>
    public CardPrototype(TemplateElements template, XElement element, double fullWidth, params IReadOnlyList<string> words)
    {
        _template = template;
        _element = element;
        _fullWidth = fullWidth;
        _minHeight = template.Number(element, "data-height");
        _padding = template.Number(element, "data-padding");
        _boxes = [.. TemplateElements.With(element, "data-bind").Select(text => TextBox.Read(template, text))];
        if (_boxes.FirstOrDefault(box => !words.Contains(box.Word)) is { } unknown)
            throw template.Fault(unknown.Element, $"there is no such word in this card; expected one of {string.Join(", ", words)}");
        if (_boxes.Count(box => box.Word == "value") != 1)
            throw template.Fault(element, "must have exactly one text data-bind=\"value\"");
    }

    public int MaxLines => _boxes.Single(box => box.Word == "value").MaxLines;

    /// <summary>Breaks the words for a card of the given width; <paramref name="scale"/> applies to type, padding and icon.</summary>
    public PlacedCard Place(CardContent content, double width, double scale, int maxLines)
    {
        var texts = new List<(TextBox Box, TextBlock Block, double Top)>();
        var height = 0.0;
        foreach (var box in _boxes)
        {
            var sized = box with { Width = box.Width + width - _fullWidth };
            var words = content.Words[box.Word];
            var block = box.Word == "value"
                ? TextBlock.Compose(sized, words, Math.Max(box.MinSize, Math.Floor(box.Size * scale)), Math.Min(maxLines, box.MaxLines))
                : TextBlock.Fit(sized, words, scale);
            var top = texts.Count == 0 ? 0 : height + box.Gap;
            texts.Add((sized, block, top));
            height = top + block.Height;
        }

        var iconHeight = Icon(_element) is { } icon ? IconSide(icon, scale) : 0;
        var padded = Math.Max(Math.Max(height, iconHeight) + (2 * _padding * scale), _minHeight * scale);
        return new PlacedCard(this, content, width, padded, height, scale, texts);
    }

    public XElement Draw(PlacedCard card, double x, double y, double height)
    {
        var copy = new XElement(_element);
        copy.SetAttributeValue("transform", Translation(x, y));
        foreach (var shape in TemplateElements.With(copy, "data-stretch"))
        {
            var how = (string)shape.Attribute("data-stretch")!;
            if (how is "both" or "x")
                shape.SetAttributeValue("width", Math.Round(_template.Number(shape, "width") + card.Width - _fullWidth, 2));
            if (how is "both" or "y")
                shape.SetAttributeValue("height", Math.Round(_template.Number(shape, "height") + height - _minHeight, 2));
        }

        // Icon and words are one block in the middle of the card: low words beside the icon's middle, high ones from its top.
        var side = Icon(copy) is { } icon ? IconSide(icon, card.Scale) : 0;
        var block = (height - Math.Max(side, card.TextHeight)) / 2;
        if (Icon(copy) is { } shown)
            DrawIcon(shown, card, block);

        var top = block + Math.Max(0, (side - card.TextHeight) / 2);
        var targets = TemplateElements.With(copy, "data-bind").ToList();
        for (var i = 0; i < targets.Count; i++)
            card.Texts[i].Box.Fill(targets[i], card.Texts[i].Block, top + card.Texts[i].Top);
        return copy;
    }

    private double IconSide(XElement icon, double scale) => _template.Number(icon, "data-size") * Math.Min(1, scale);

    private void DrawIcon(XElement icon, PlacedCard card, double top)
    {
        var side = _template.Number(icon, "data-size");
        var scale = Math.Round(Math.Min(1, card.Scale), 3);
        var x = _template.Number(icon, "data-x") + ((side - (side * scale)) / 2);
        icon.SetAttributeValue("transform", Translation(x, top) + string.Create(CultureInfo.InvariantCulture, $" scale({scale})"));
        foreach (var use in icon.Elements(TemplateElements.Svg + "use"))
            use.SetAttributeValue("href", "#icon-" + card.Content.Icon);
        foreach (var number in TemplateElements.With(icon, "data-number"))
            number.Value = (card.Content.Number ?? 0).ToString(CultureInfo.InvariantCulture);
    }

    private static string Translation(double x, double y) =>
        string.Create(CultureInfo.InvariantCulture, $"translate({Math.Round(x, 2)} {Math.Round(y, 2)})");

    private static XElement? Icon(XElement card) => TemplateElements.With(card, "data-icon").FirstOrDefault();
}

/// <summary>A card whose words are broken into lines but which has no place yet.</summary>
internal sealed record PlacedCard(
    CardPrototype Prototype,
    CardContent Content,
    double Width,
    double Height,
    double TextHeight,
    double Scale,
    IReadOnlyList<(TextBox Box, TextBlock Block, double Top)> Texts)
{
    public int ValueLines => Texts.Single(text => text.Box.Word == "value").Block.Lines.Count;

    public bool IsCut => Texts.Any(text => text.Block.IsCut);

    public XElement Draw(double x, double y, double height) => Prototype.Draw(this, x, y, height);
}
