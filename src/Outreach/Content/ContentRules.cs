using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Outreach.Content;

/// <summary>The rules of meaning, which no schema can express: names, references, laws in force, dates, lengths.</summary>
internal sealed class ContentRules(ContentIndex index, DateOnly today)
{
    private readonly LawRules _laws = new(index, today);
    private readonly ProcedureRules _procedures = new(index, today);
    private readonly SendingRuleEntries _sending = new(index, today);
    private readonly MessageRules _messages = new(index, today);
    private readonly UnitRules _units = new(index, today);

    public IEnumerable<ContentError> Check(ContentDocument document) =>
        Text(document.Root).Concat(Meaning(document)).Select(finding => finding.In(document.File));

    private IEnumerable<Finding> Meaning(ContentDocument document) => document.Kind switch
    {
        ContentKind.Laws => document.Root.Entries().SelectMany(_laws.Entry),
        ContentKind.Procedure => [.. _procedures.Check(document), .. SourceDate(document.Root)],
        ContentKind.Faq => [.. FileName(document), .. _laws.Citations(document.Root), .. SourceDate(document.Root)],
        ContentKind.Message => [.. FileName(document), .. _messages.Check(document.Root), .. SourceDate(document.Root)],
        ContentKind.Infographic => [.. FileName(document), .. Infographic(document.Root)],
        ContentKind.SendingRules => document.Root.Entries().SelectMany(entry => _sending.Check(entry).Concat(SourceDate(entry))),
        ContentKind.Units => _units.Check(document.Root),
        _ => [],
    };

    private static IEnumerable<Finding> FileName(ContentDocument document)
    {
        var name = Path.GetFileNameWithoutExtension(document.File);
        if (document.Root.Text("id") is { } id && id != name)
            yield return new(document.Root.Field("id").Line, $"id: '{id}' differs from the file name '{name}'");
    }

    private IEnumerable<Finding> SourceDate(YamlNode root)
    {
        var source = root.Field("source");
        if (source.Date("date") is { } date && date > today)
            yield return new(source.Field("date").Line, $"source.date: {date:yyyy-MM-dd} is in the future");
    }

    private IEnumerable<Finding> Infographic(YamlNode root)
    {
        if (root.Text("procedure") is { } code && !index.Has(ContentKind.Procedure, code))
            yield return new(root.Field("procedure").Line, $"procedure: no procedure has the code '{code}'");
        if (root.Text("template") is { } template && !index.Templates.Contains(template))
            yield return new(root.Field("template").Line, $"template: there is no infographics/templates/{template}.svg");
    }

    // Raw lines are checked on reading; "\u200b" in double quotes only shows once it is unescaped.
    private static IEnumerable<Finding> Text(YamlNode root)
    {
        foreach (var scalar in root.AllNodes.OfType<YamlScalarNode>())
        {
            if (scalar.Value is { Length: > 0 } && string.IsNullOrWhiteSpace(scalar.Value))
                yield return new(scalar.Line, "a value of nothing but spaces; fill it in or leave the field out");
            else if (scalar.Style == ScalarStyle.DoubleQuoted && TextCheck.Flaw(scalar.Value!) is { } flaw)
                yield return new(scalar.Line, flaw);
        }
    }
}
