using System.Text;

namespace Outreach.Content.Infographics;

/// <summary>A face at a size in pixels.</summary>
public sealed record TextFont(string Family, bool Bold, double Size);

/// <summary>
/// Measures and wraps text with pango, the library librsvg itself draws with, so what is measured here is what is drawn.
/// </summary>
public static unsafe class TextLayout
{
    /// <summary>Width in pixels of one line.</summary>
    public static double Width(string text, TextFont font) => Lay(text, font, null, 0, static (layout, _) =>
    {
        int width, height;
        NativeGraphics.Size(layout, &width, &height);
        return (double)width / NativeGraphics.PangoScale;
    });

    /// <summary>
    /// Breaks text into lines no wider than <paramref name="width"/>, between words where it can, inside a word only
    /// when the word alone is wider (a long address).
    /// </summary>
    /// <param name="indent">Pixels already taken on the first line.</param>
    public static IReadOnlyList<string> Wrap(string text, TextFont font, double width, double indent = 0) =>
        Lay(text, font, width, indent, static (layout, bytes) =>
        {
            var lines = new string[NativeGraphics.LineCount(layout)];
            for (var i = 0; i < lines.Length; i++)
            {
                var line = NativeGraphics.Line(layout, i);
                lines[i] = Encoding.UTF8.GetString(bytes, line->StartIndex, line->Length).Trim();
            }

            return lines;
        });

    private static T Lay<T>(string text, TextFont font, double? width, double indent, Func<GObjectHandle, byte[], T> read)
    {
        if (NativeGraphics.Missing is { } missing)
            throw new PlatformNotSupportedException(missing);

        using var context = NativeGraphics.NewTextContext(NativeGraphics.DefaultFontMap());
        NativeGraphics.SetRoundGlyphPositions(context, 0);
        using var layout = NativeGraphics.NewLayout(context);
        using var description = NativeGraphics.NewFontDescription(font.Bold ? $"{font.Family} Bold" : font.Family);
        NativeGraphics.SetAbsoluteSize(description, font.Size * NativeGraphics.PangoScale);
        NativeGraphics.SetFont(layout, description);
        if (width is { } limit)
            NativeGraphics.SetWidth(layout, (int)(limit * NativeGraphics.PangoScale));
        NativeGraphics.SetIndent(layout, (int)(indent * NativeGraphics.PangoScale));
        NativeGraphics.SetWrap(layout, NativeGraphics.WrapWordOrChar);
        var bytes = Encoding.UTF8.GetBytes(text);
        fixed (byte* data = bytes)
            NativeGraphics.SetText(layout, data, bytes.Length);
        return read(layout, bytes);
    }
}
