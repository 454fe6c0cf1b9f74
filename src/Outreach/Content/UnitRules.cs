using YamlDotNet.RepresentationModel;

namespace Outreach.Content;

/// <summary>What no schema can say of a unit: the province it lies in must be one of today, and sources lie in the past.</summary>
internal sealed class UnitRules(ContentIndex index, DateOnly today)
{
    public IEnumerable<Finding> Check(YamlNode root) => root.Items("units").SelectMany(Unit);

    private IEnumerable<Finding> Unit(YamlNode unit) => [.. Province(unit), .. Formerly(unit), .. Dates(unit)];

    private IEnumerable<Finding> Province(YamlNode unit)
    {
        var isProvince = unit.Text("kind") is "province" or "city";
        if (unit.Text("province") is not { } province)
        {
            if (!isProvince)
                yield return new(unit.Line, "province: a commune or ward needs it; several provinces have one of the same name");
        }
        else if (isProvince)
            yield return new(unit.Field("province").Line, "province: a province or city lies in no other");
        else if (!index.Has(ContentKind.Units, province))
            yield return new(unit.Field("province").Line, $"province: '{province}' is not among the provinces and cities of content/units");
    }

    // With its own name among the old ones, the unit of today would be taken for one that is gone.
    private static IEnumerable<Finding> Formerly(YamlNode unit)
    {
        var own = $"{UnitFile.KindOf(unit)} {unit.Text("name")}";
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { own };
        foreach (var old in unit.Items("formerly"))
            if (old.AsText() is { } name && !seen.Add(name))
                yield return new(old.Line, name == own ? $"formerly: '{name}' is its name of today" : $"formerly: '{name}' is given twice");
    }

    private IEnumerable<Finding> Dates(YamlNode unit)
    {
        foreach (var field in (string[])["since", "sourceDate"])
            if (unit.Date(field) is { } date && date > today)
                yield return new(unit.Field(field).Line, $"{field}: {date:yyyy-MM-dd} is in the future");
    }
}
