namespace Outreach.Content.Infographics;

/// <summary>Some words of a line at their place from the left edge of the block.</summary>
internal sealed record TextRun(string Text, double X, bool Bold);

/// <summary>One line of runs; <paramref name="Baseline"/> counts from the top of the block.</summary>
internal sealed record TextLine(double Baseline, IReadOnlyList<TextRun> Runs);

/// <summary>Paragraphs broken into lines at one size.</summary>
internal sealed record TextBlock(double Size, double Height, IReadOnlyList<TextLine> Lines, bool IsCut)
{
    // Vietnamese capitals carry two marks (Ẫ, Ệ): in Noto Sans they reach 1.05 em above the baseline, descenders 0.25 em below.
    private const double Ascent = 1.05, LineHeight = 1.34, ParagraphGap = 0.14, BulletIndent = 0.85;

    /// <summary>At most this much of a line is given to strong words; beyond it the rest starts on a line of its own.</summary>
    private const double LargestStrongShare = 0.6;

    private const int MostLinesBalanced = 3;
    private const double LonelyShare = 0.4;

    /// <summary>The largest size, from the box's own down to its smallest, at which all the words fit; at the smallest they are cut.</summary>
    public static TextBlock Fit(TextBox box, IReadOnlyList<FactLine> paragraphs, double scale = 1, int? maxLines = null)
    {
        var limit = Math.Min(maxLines ?? box.MaxLines, box.MaxLines);
        var largest = Math.Max(box.MinSize, Math.Floor(box.Size * scale));
        for (var size = largest; size > box.MinSize; size--)
        {
            if (Compose(box, paragraphs, size, limit) is { IsCut: false } whole)
                return whole;
        }

        return Compose(box, paragraphs, box.MinSize, limit);
    }

    /// <summary>The words at exactly one size; what goes beyond the lines allowed is cut with "…".</summary>
    public static TextBlock Compose(TextBox box, IReadOnlyList<FactLine> paragraphs, double size, int maxLines)
    {
        var lines = new List<TextLine>();
        var top = 0.0;
        foreach (var paragraph in paragraphs)
        {
            foreach (var runs in Break(box, paragraph, size))
            {
                if (lines.Count == maxLines)
                    return new TextBlock(size, top, [.. lines[..^1], Cut(lines[^1], box, size)], true);

                lines.Add(new TextLine(top + (Ascent * size), runs));
                top += LineHeight * size;
            }

            top += ParagraphGap * size;
        }

        return new TextBlock(size, Math.Max(0, top - (ParagraphGap * size)), lines, false);
    }

    private static IEnumerable<TextRun[]> Break(TextBox box, FactLine paragraph, double size)
    {
        var font = new TextFont(box.Family, box.Bold, size);
        var strong = font with { Bold = true };
        var left = paragraph.Bullet ? BulletIndent * size : 0;
        var width = box.Width - left;
        var bullet = paragraph.Bullet ? new TextRun("•", 0, true) : null;
        var strongWidth = paragraph.Strong is { } words ? TextLayout.Width(words + " ", strong) : 0;
        var beside = strongWidth <= width * LargestStrongShare;
        IEnumerable<TextRun[]> lines = [];
        if (paragraph.Strong is { } ownLines && (!beside || paragraph.Text.Length == 0))
            lines = TextLayout.Wrap(ownLines, strong, width).Select(line => new[] { new TextRun(line, left, true) });

        if (paragraph.Text.Length > 0)
        {
            var indent = beside ? strongWidth : 0;
            lines = lines.Concat(Balanced(paragraph.Text, font, width, indent).Select((line, i) => i == 0 && indent > 0
                ? new[] { new TextRun(paragraph.Strong!, left, true), new TextRun(line, left + indent, box.Bold) }
                : [new TextRun(line, left, box.Bold)]));
        }

        return lines.Select((runs, i) => i == 0 && bullet is not null ? [bullet, .. runs] : runs);
    }

    /// <summary>
    /// Wraps, and when a short paragraph would end in a lonely word, moves the right edge in as far as the number of lines allows.
    /// </summary>
    private static IReadOnlyList<string> Balanced(string text, TextFont font, double width, double indent)
    {
        var lines = TextLayout.Wrap(text, font, width, indent);
        if (lines.Count is < 2 or > MostLinesBalanced || TextLayout.Width(lines[^1], font) > width * LonelyShare)
            return lines;

        for (var narrower = width - font.Size; narrower > indent + (width * LonelyShare); narrower -= font.Size)
        {
            var candidate = TextLayout.Wrap(text, font, narrower, indent);
            if (candidate.Count > lines.Count)
                break;

            lines = candidate;
            if (TextLayout.Width(lines[^1], font) > narrower * LonelyShare)
                break;
        }

        return lines;
    }

    private static TextLine Cut(TextLine line, TextBox box, double size)
    {
        var last = line.Runs[^1];
        var font = new TextFont(box.Family, last.Bold, size);
        var text = last.Text.TrimEnd('.', ',', ';', ':', ' ');
        while (text.Length > 0 && TextLayout.Width(text + "…", font) > box.Width - last.X)
            text = WithoutLastWord(text).TrimEnd('.', ',', ';', ':', ' ');
        return line with { Runs = [.. line.Runs.Take(line.Runs.Count - 1), last with { Text = text + "…" }] };
    }

    // A line that is one endless word loses letters instead; a pair of surrogates is one letter.
    private static string WithoutLastWord(string text) => text.LastIndexOf(' ') is > 0 and var space
        ? text[..space]
        : text[..^(char.IsLowSurrogate(text[^1]) ? 2 : 1)];
}
