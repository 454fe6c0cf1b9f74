using System.Xml.Linq;

namespace Outreach.Content.Infographics;

/// <summary>Texts one under another in the middle of a box, made smaller together until they fit.</summary>
internal static class TextStack
{
    private const double Step = 0.04, SmallestScale = 0.4;

    public static void Fill(TemplateElements template, XElement stack, IReadOnlyDictionary<string, string> words)
    {
        var (top, height) = (template.Number(stack, "data-y"), template.Number(stack, "data-height"));
        var boxes = TemplateElements.With(stack, "data-bind").Select(element => TextBox.Read(template, element)).ToList();
        var blocks = Fit(boxes, words, height);
        top += Math.Max(0, (height - Height(boxes, blocks)) / 2);
        for (var i = 0; i < boxes.Count; i++)
        {
            top += i == 0 ? 0 : boxes[i].Gap;
            boxes[i].Fill(boxes[i].Element, blocks[i], top);
            top += blocks[i].Height;
        }
    }

    private static List<TextBlock> Fit(List<TextBox> boxes, IReadOnlyDictionary<string, string> words, double height)
    {
        var blocks = At(1, int.MaxValue);
        for (var scale = 1 - Step; scale >= SmallestScale && Height(boxes, blocks) > height; scale -= Step)
            blocks = At(scale, int.MaxValue);
        for (var lines = boxes.Max(box => box.MaxLines) - 1; lines >= 1 && Height(boxes, blocks) > height; lines--)
            blocks = At(SmallestScale, lines);
        return blocks;

        List<TextBlock> At(double scale, int lines) =>
            [.. boxes.Select(box => TextBlock.Fit(box, [new FactLine(words[box.Word])], scale, lines))];
    }

    private static double Height(List<TextBox> boxes, List<TextBlock> blocks) =>
        blocks.Sum(block => block.Height) + boxes.Skip(1).Sum(box => box.Gap);
}
