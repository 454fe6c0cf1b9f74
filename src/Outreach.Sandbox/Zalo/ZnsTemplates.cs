using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using Outreach.Sandbox.Journal;

namespace Outreach.Sandbox.Zalo;

/// <summary>A template as approved: what a phone shows once the parameters in angle brackets have their values.</summary>
public sealed record ApprovedTemplate(string Id, string Text, IReadOnlyList<TemplateButton>? Buttons = null);

/// <summary>A button of a template, parameters in angle brackets.</summary>
public sealed record TemplateButton(string Title, string Url);

/// <summary>The templates whose words are known here. A message by another one is taken too, and shown as its values.</summary>
internal sealed partial class ZnsTemplates
{
    private readonly ConcurrentDictionary<string, ApprovedTemplate> known = new();

    public void Approve(IEnumerable<ApprovedTemplate> templates)
    {
        foreach (var template in templates)
            known[template.Id] = template;
    }

    /// <exception cref="ZaloRefusal">A parameter of a known template has no value.</exception>
    public (string Text, IReadOnlyList<PhoneButton> Buttons) Show(string id, JsonElement values)
    {
        if (known.TryGetValue(id, out var template))
            return (Fill(template.Text), [.. (template.Buttons ?? []).Select(button => new PhoneButton(button.Title, Fill(button.Url)))]);
        return (string.Join('\n', values.EnumerateObject().Select(value => $"{value.Name}: {value.Value.GetString()}").Prepend($"[{id}]")), []);

        string Fill(string words) => Parameter().Replace(words, match =>
            values.Text(match.Groups[1].Value) ?? throw new ZaloRefusal(-112, $"Template data is invalid: {match.Groups[1].Value} is missing"));
    }

    [GeneratedRegex("<([^<>]+)>")]
    private static partial Regex Parameter();
}
