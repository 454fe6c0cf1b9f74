using System.Xml.Linq;

namespace Outreach.Content.Infographics;

/// <summary>One card to be placed: its words by name ("label", "value"), icon and number. A note has neither.</summary>
internal sealed record CardContent(IReadOnlyDictionary<string, IReadOnlyList<FactLine>> Words, string? Icon, int? Number)
{
    public bool IsNote => Number is null;
}

/// <summary>
/// Lays cards out in rows, short neighbours side by side where space is scarce, at the largest scale at which all fit the
/// area. When even the smallest does not, the longest texts are cut with "…". Cards never overlap and never leave the area.
/// </summary>
internal sealed class CardFlow
{
    /// <summary>A card may stand at half width if its words then take no more than this many lines.</summary>
    private const int HalfWidthLines = 5;

    private const double Step = 0.03;

    /// <summary>Space left over makes cards taller by at most this many pixels each; more would look empty.</summary>
    private const double LargestGrowth = 40;

    private readonly XElement _area;
    private readonly CardPrototype _fact, _note;
    private readonly double _x, _y, _width, _height, _gap, _minScale, _maxScale;

    public CardFlow(TemplateElements template, XElement area)
    {
        _area = area;
        _fact = Prototype("fact", "label", "value");
        _note = Prototype("note", "value");
        (_x, _y) = (template.Number(area, "data-x"), template.Number(area, "data-y"));
        (_width, _height) = (template.Number(area, "data-width"), template.Number(area, "data-height"));
        _gap = template.Number(area, "data-gap");
        (_minScale, _maxScale) = (template.Number(area, "data-min-scale"), template.Number(area, "data-max-scale"));

        CardPrototype Prototype(string name, params IReadOnlyList<string> words)
        {
            var element = area.Elements().FirstOrDefault(element => (string?)element.Attribute("data-card") == name)
                ?? throw template.Fault(area, $"has no card \"{name}\"");
            return new CardPrototype(template, element, template.Number(area, "data-width"), words);
        }
    }

    private sealed record Row(IReadOnlyList<PlacedCard> Cards)
    {
        public double Height => Cards.Max(card => card.Height);
    }

    /// <summary>Replaces the prototypes in the area by the filled cards.</summary>
    public void Fill(IReadOnlyList<CardContent> cards)
    {
        var rows = Fit(cards);
        var spare = Math.Max(0, _height - Height(rows));
        var growth = rows.Count == 0 ? 0 : Math.Min(LargestGrowth, spare / rows.Count);
        var y = _y + ((spare - (growth * rows.Count)) / 2);
        _area.RemoveNodes();
        foreach (var row in rows)
        {
            var x = _x;
            foreach (var card in row.Cards)
            {
                _area.Add(card.Draw(x, y, row.Height + growth));
                x += card.Width + _gap;
            }

            y += row.Height + growth + _gap;
        }
    }

    private List<Row> Fit(IReadOnlyList<CardContent> cards)
    {
        for (var scale = _maxScale; scale > _minScale; scale -= Step)
        {
            // Where there is room for whole-width cards at this scale, they read better than pairs.
            var whole = Whole(cards, scale, int.MaxValue);
            if (Rows(whole, new PlacedCard?[cards.Count]) is var single && IsWhole(single))
                return single;
            if (Rows(whole, Halves(cards, scale, int.MaxValue)) is var paired && IsWhole(paired))
                return paired;
        }

        for (var lines = _fact.MaxLines; ; lines--)
        {
            var cut = Rows(Whole(cards, _minScale, lines), Halves(cards, _minScale, lines));
            if (lines == 1 || Height(cut) <= _height)
                return cut;
        }
    }

    private bool IsWhole(List<Row> rows) => Height(rows) <= _height && rows.All(row => row.Cards.All(card => !card.IsCut));

    private PlacedCard[] Whole(IReadOnlyList<CardContent> cards, double scale, int maxLines) =>
        [.. cards.Select(card => (card.IsNote ? _note : _fact).Place(card, _width, scale, maxLines))];

    /// <summary>The cards at half width; null for those that do not read well there.</summary>
    private PlacedCard?[] Halves(IReadOnlyList<CardContent> cards, double scale, int maxLines) =>
    [
        .. cards.Select(card => card.IsNote ? null : _fact.Place(card, (_width - _gap) / 2, scale, maxLines))
            .Select(card => card is { IsCut: false, ValueLines: <= HalfWidthLines } ? card : null),
    ];

    /// <summary>Of all ways to set neighbours side by side, the lowest; found from the last card backwards.</summary>
    private List<Row> Rows(PlacedCard[] whole, PlacedCard?[] halves)
    {
        var best = new List<Row>[whole.Length + 1];
        best[whole.Length] = [];
        for (var i = whole.Length - 1; i >= 0; i--)
        {
            best[i] = [new Row([whole[i]]), .. best[i + 1]];
            if (i + 1 < whole.Length && halves[i] is { } left && halves[i + 1] is { } right)
            {
                List<Row> paired = [new Row([left, right]), .. best[i + 2]];
                if (Height(paired) <= Height(best[i]))
                    best[i] = paired;
            }
        }

        return best[0];
    }

    private double Height(List<Row> rows) => rows.Sum(row => row.Height) + (Math.Max(0, rows.Count - 1) * _gap);
}
