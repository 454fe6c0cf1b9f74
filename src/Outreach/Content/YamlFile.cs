using System.Text;
using System.Text.Unicode;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Outreach.Content;

/// <summary>Reads one YAML file into nodes that know their line. What keeps it from being read is an error, never an exception.</summary>
internal static class YamlFile
{
    // The deepest format we have nests 3 levels. A limit keeps a file of a million brackets from overflowing the stack.
    private const int MaxDepth = 16;

    /// <summary>The root of the document, or null when <paramref name="errors"/> says why there is none.</summary>
    public static YamlNode? Read(byte[] bytes, string file, List<ContentError> errors)
    {
        if (EncodingError(bytes) is { } unreadable)
        {
            errors.Add(unreadable.In(file));
            return null;
        }

        var text = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
        errors.AddRange(text.Split('\n').Index()
            .Select(line => (Line: line.Index + 1, Flaw: TextCheck.Flaw(line.Item)))
            .Where(line => line.Flaw is not null)
            .Select(line => new ContentError(file, line.Line, line.Flaw!)));
        if (SyntaxError(text) is { } syntax)
        {
            errors.Add(syntax.In(file));
            return null;
        }

        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents[0].RootNode;
        }
        catch (YamlException e)
        {
            // What only shows when nodes are built: a field given twice.
            errors.Add(new ContentError(file, LineOf(e), $"YAML: {Words(e)}"));
            return null;
        }
    }

    private static Finding? EncodingError(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) return new Finding(1, "the file is UTF-16; save it as UTF-8");
        var line = 0;
        foreach (var range in bytes.Split((byte)'\n'))
        {
            line++;
            if (!Utf8.IsValid(bytes[range])) return new Finding(line, "not valid UTF-8; save the file as UTF-8");
        }
        return null;
    }

    private static Finding? SyntaxError(string text)
    {
        // The parser reports a tab at the end of the word before it, a line too early.
        foreach (var (index, line) in text.Split('\n').Index())
            if (line.TrimStart(' ').StartsWith('\t'))
                return new Finding(index + 1, "a tab at the beginning of the line; YAML is indented with spaces");

        var parser = new Parser(new StringReader(text));
        try
        {
            return StructureError(parser);
        }
        catch (YamlException e)
        {
            return new Finding(LineOf(e), $"YAML: {Words(e)}");
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet 16.3 gives up so, without a place, on some unclosed brackets; the last thing it understood is near.
            var line = (int)(parser.Current?.Start.Line ?? 1);
            return new Finding(line, "YAML: not understood from here on; is a bracket or quote left open?");
        }
    }

    // Aliases are refused because an alias inside its own anchor makes an endless tree, and no format here needs them.
    private static Finding? StructureError(Parser parser)
    {
        int depth = 0, documents = 0;
        while (parser.MoveNext())
        {
            var line = (int)parser.Current!.Start.Line;
            depth += parser.Current.NestingIncrease;
            if (parser.Current is AnchorAlias)
                return new Finding(line, "YAML aliases (*name) are not used in content; write the text out");
            if (depth > MaxDepth)
                return new Finding(line, $"nested deeper than {MaxDepth} levels");
            if (parser.Current is DocumentStart && ++documents > 1)
                return new Finding(line, "a second document ('---'); one file holds one item");
        }
        return documents == 0 ? new Finding(1, "the file is empty") : null;
    }

    private static int LineOf(YamlException e) => (int)Math.Max(1, e.Start.Line);

    private static string Words(YamlException e) => (e.InnerException?.Message ?? e.Message).ReplaceLineEndings(" ");
}
