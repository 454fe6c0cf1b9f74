using YamlDotNet.RepresentationModel;

namespace Outreach.Content;

/// <summary>The register of laws itself, and every citation of it.</summary>
internal sealed class LawRules(ContentIndex index, DateOnly today)
{
    public IEnumerable<Finding> Entry(YamlNode entry)
    {
        if (entry.Date("inForce") >= entry.Date("expires"))
            yield return new(entry.Field("expires").Line, "expires: must be later than inForce");
        if (entry.Text("replacedBy") is { } successor && !index.Laws.ContainsKey(successor))
            yield return new(entry.Field("replacedBy").Line, $"replacedBy: '{successor}' is not in the register");
    }

    /// <param name="mustBeInForce">False for what is kept as history: a message or a fee that has ended.</param>
    public IEnumerable<Finding> Citations(YamlNode root, bool mustBeInForce = true) =>
        root.Items("legalBasis").SelectMany(citation => Citation(citation, "legalBasis", mustBeInForce));

    public IEnumerable<Finding> Citation(YamlNode? citation, string field, bool mustBeInForce = true)
    {
        if (citation.AsText() is not { } id) return [];
        var reason = index.Laws.TryGetValue(id, out var law)
            ? mustBeInForce ? NotInForce(id, law) : null
            : $"'{id}' is not in laws.yaml";
        return reason is null ? [] : [new(citation.Line, $"{field}: {reason}")];
    }

    private string? NotInForce(string id, YamlNode law)
    {
        if (law.Date("expires") is { } end && end <= today)
            return $"{id} expired on {end:yyyy-MM-dd}; "
                + (law.Text("replacedBy") is { } successor ? $"replaced by {successor}" : "no successor is recorded");
        return law.Date("inForce") is { } start && start > today ? $"{id} is not in force before {start:yyyy-MM-dd}" : null;
    }
}
