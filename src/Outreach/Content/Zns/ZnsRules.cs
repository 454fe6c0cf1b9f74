using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Outreach.Content.Zns;

/// <summary>
/// A message's Zalo template: every parameter that stands in its words is given and fits, and every one given stands there.
/// Lengths of titles and buttons are those of Zalo's authoring page.
/// </summary>
internal sealed partial class ZnsRules(ContentIndex index)
{
    /// <summary>Up to four blocks of 400 characters.</summary>
    public const int LongestText = 1600;

    private const int MostButtons = 2;
    private const int ShortestButton = 5;
    private const int LongestButton = 30;

    public IEnumerable<Finding> Check(YamlNode root)
    {
        if (root.Field("zns") is not { } zns)
            return [];
        var parameters = zns.Items("parameters").Select(node => (Node: node, Name: node.Text("name") ?? "")).ToList();
        return [.. Text(zns), .. Buttons(zns), .. Names(zns, parameters), .. Values(root, parameters)];
    }

    private static IEnumerable<Finding> Text(YamlNode zns)
    {
        if (zns.Text("text") is { Length: > LongestText } text)
            yield return new(zns.Field("text").Line, $"zns.text: {text.Length} characters; a template has at most {LongestText}");
    }

    private static IEnumerable<Finding> Buttons(YamlNode zns)
    {
        var buttons = zns.Items("buttons").ToList();
        if (buttons.Count > MostButtons)
            yield return new(zns.Field("buttons").Line, $"zns.buttons: {buttons.Count} buttons; a template has at most {MostButtons}");
        foreach (var (place, button) in buttons.Index())
        {
            if (button.Text("title") is { } title && title.Length is < ShortestButton or > LongestButton)
                yield return new(button.Field("title").Line, $"zns.buttons[{place}].title: {title.Length} characters; a button has {ShortestButton} to {LongestButton}");
        }
    }

    private static IEnumerable<Finding> Names(YamlNode zns, List<(YamlNode Node, string Name)> parameters)
    {
        var inText = Placeholders(zns.Text("text"));
        var buttons = zns.Items("buttons").Select(button => (Node: button.Field("url"), Names: Placeholders(button.Text("url")))).ToList();
        foreach (var name in inText.Where(name => parameters.All(parameter => parameter.Name != name)))
            yield return new(zns.Field("text").Line, $"zns.text: <{name}> has no parameter");
        foreach (var (place, button) in buttons.Index())
        {
            foreach (var name in button.Names.Where(name => parameters.All(parameter => parameter.Name != name)))
                yield return new(button.Node.Line, $"zns.buttons[{place}].url: <{name}> has no parameter");
        }

        var inButtons = buttons.SelectMany(button => button.Names).ToHashSet();
        foreach (var (place, parameter) in parameters.Index())
        {
            if (parameter.Name.Length > 0 && NameFlaw(parameter, parameters.Take(place), inText, inButtons) is { } words)
                yield return new(parameter.Node.Field("name").Line, $"zns.parameters[{place}].name: '{parameter.Name}' {words}");
        }
    }

    private static string? NameFlaw(
        (YamlNode Node, string Name) parameter, IEnumerable<(YamlNode Node, string Name)> before, HashSet<string> inText, HashSet<string> inButtons) => parameter.Name switch
    {
        var name when before.Any(other => other.Name == name) => "is given twice",
        var name when inText.Contains(name) && inButtons.Contains(name) => "stands in the text and in a button; Zalo wants two names",
        var name when inButtons.Contains(name) => parameter.Node.Text("type") == ZnsType.Link.Word ? null : $"stands in a button's address, so its type is {ZnsType.Link.Word}",
        var name => inText.Contains(name) ? null : "stands neither in the text nor in a button",
    };

    private IEnumerable<Finding> Values(YamlNode root, List<(YamlNode Node, string Name)> parameters)
    {
        var facts = FactsOf(root);
        foreach (var (place, (node, _)) in parameters.Index())
        {
            // What the schema has found wrong is not said twice.
            if (ContentRecords.ZnsParameter(node) is { } parameter && parameter.FlawWith(facts) is { } flaw)
                yield return new((node.Field(flaw.Part) ?? node).Line, $"zns.parameters[{place}].{flaw.Part}: {flaw.Words}");
        }
    }

    private ZnsFacts FactsOf(YamlNode root)
    {
        var procedure = root.Texts("procedures") is [var code, ..] && index.Procedures.TryGetValue(code, out var known) ? known : null;
        return new(
            root.Text("title"), root.Field("source").Text("name"), root.Date("validFrom"), root.Date("validTo"),
            procedure.Text("code"), procedure.Text("name"), procedure.Text("time"), procedure.Link("link"));
    }

    private static HashSet<string> Placeholders(string? text) => [.. Placeholder().Matches(text ?? "").Select(match => match.Groups[1].Value)];

    [GeneratedRegex("<([^<>]+)>")]
    private static partial Regex Placeholder();
}
