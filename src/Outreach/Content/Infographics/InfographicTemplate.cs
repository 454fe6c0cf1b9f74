using System.Xml.Linq;

namespace Outreach.Content.Infographics;

/// <summary>
/// An SVG file with marked places (<c>data-bind</c> and its like, described at the head of the shipped template) that stays an
/// ordinary drawing for any editor. Filling it gives a plain SVG: no marks, no sample words.
/// </summary>
internal sealed class InfographicTemplate(string svg, string fileName)
{
    // Parsed anew for each picture: filling changes the tree.
    private readonly TemplateElements _template = new(svg, fileName);

    public int Width => (int)_template.Number(_template.Root, "width");

    public int Height => (int)_template.Number(_template.Root, "height");

    /// <param name="words">Words by the names the template binds; a missing one removes what is marked <c>data-if</c> with it.</param>
    public string Fill(string title, string alt, IReadOnlyDictionary<string, string> words, IReadOnlyList<CardContent> cards)
    {
        RemoveUnmet(words);
        foreach (var area in _template.With("data-cards").ToList())
        {
            EnsureIcons(area, cards);
            new CardFlow(_template, area).Fill(cards);
        }

        FillTexts(words);
        foreach (var square in _template.With("data-qr").ToList())
            DrawCode(square, words);

        _template.Root.AddFirst(new XElement(TemplateElements.Svg + "title", title), new XElement(TemplateElements.Svg + "desc", alt));
        _template.Root.SetAttributeValue("role", "img");
        _template.Root.DescendantsAndSelf().Attributes().Where(a => a.Name.LocalName.StartsWith("data-", StringComparison.Ordinal)).Remove();
        return _template.Root.ToString(SaveOptions.DisableFormatting);
    }

    private void RemoveUnmet(IReadOnlyDictionary<string, string> words)
    {
        foreach (var element in _template.With("data-if").ToList())
        {
            if (!words.ContainsKey((string)element.Attribute("data-if")!))
                element.Remove();
        }

        // Texts of cards are bound per card; all others are left out when there is nothing to say.
        foreach (var text in _template.With("data-bind").Where(text => !InCard(text)).ToList())
        {
            var word = (string)text.Attribute("data-bind")!;
            if (!InfographicWords.All.Contains(word))
                throw _template.Fault(text, $"there is no such word; expected one of {string.Join(", ", InfographicWords.All)}");
            if (!words.ContainsKey(word))
                text.Remove();
        }
    }

    private void FillTexts(IReadOnlyDictionary<string, string> words)
    {
        var stacks = _template.With("data-stack").ToList();
        foreach (var stack in stacks.Where(stack => TemplateElements.With(stack, "data-bind").Any()))
            TextStack.Fill(_template, stack, words);

        var alone = _template.With("data-bind").Where(text => !InCard(text) && !text.Ancestors().Any(stacks.Contains)).ToList();
        foreach (var box in alone.Select(text => TextBox.Read(_template, text)))
        {
            var block = TextBlock.Fit(box, [new FactLine(words[box.Word])]);
            box.Fill(box.Element, block, _template.Number(box.Element, "y") - block.Lines[0].Baseline);
        }
    }

    private void EnsureIcons(XElement area, IReadOnlyList<CardContent> cards)
    {
        foreach (var icon in cards.Select(card => card.Icon).OfType<string>())
        {
            if (_template.With("id").All(element => (string)element.Attribute("id")! != "icon-" + icon))
                throw _template.Fault(area, $"there is no symbol with the id \"icon-{icon}\"");
        }
    }

    private void DrawCode(XElement square, IReadOnlyDictionary<string, string> words)
    {
        var word = (string)square.Attribute("data-qr")!;
        if (!words.TryGetValue(word + InfographicWords.Address, out var address))
            throw _template.Fault(square, $"there is no address \"{word}\" to encode; put it into a group with data-if=\"{word}\"");

        var (x, y, side) = (_template.Number(square, "x"), _template.Number(square, "y"), _template.Number(square, "width"));
        square.ReplaceWith(new XElement(
            TemplateElements.Svg + "path",
            new XAttribute("d", QrPath.Of(address, x, y, side)),
            new XAttribute("fill", (string?)square.Attribute("fill") ?? "#000000"),
            new XAttribute("shape-rendering", "crispEdges")));
    }

    private static bool InCard(XElement text) => text.Ancestors().Any(element => element.Attribute("data-cards") is not null);
}
