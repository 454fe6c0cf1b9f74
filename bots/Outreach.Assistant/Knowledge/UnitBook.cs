using Outreach.Assistant.Retrieval;

namespace Outreach.Assistant.Knowledge;

/// <summary>
/// Finds administrative units in a question by their new and their old names, with or without accents. Provinces are found by
/// their bare name; for smaller units the kind must be said ("xã", "huyện"), since thousands of them are called like everyday words.
/// </summary>
public sealed class UnitBook
{
    private static readonly string[] ProvinceKinds = ["tỉnh", "thành phố", "tp"];

    private static readonly string[] Kinds = [.. ProvinceKinds, "phường", "xã", "đặc khu", "thị trấn", "thị xã", "huyện", "quận"];

    private readonly PhraseBook<Named> names = new();

    private UnitBook(IReadOnlyList<Unit> units)
    {
        Units = units;
        var provinces = units.Where(unit => unit.IsProvince).SelectMany(unit => unit.Formerly.Append(unit.Kind + " " + unit.Name)).Select(BareName).ToHashSet();
        foreach (var unit in units)
        {
            Add(unit.Kind + " " + unit.Name, unit, isOld: false, provinces);
            foreach (var old in unit.Formerly)
                Add(old, unit, isOld: true, provinces);
        }
    }

    public static UnitBook Empty { get; } = new([]);

    public IReadOnlyList<Unit> Units { get; }

    public static UnitBook Of(IEnumerable<Unit> units) => new([.. units]);

    /// <summary>Units named in the text, in its order; of several that share a stretch the longest name, all units with that name.</summary>
    public IReadOnlyList<NamedUnit> Find(string text)
    {
        var words = Word.Split(text);
        return Units.Count == 0 ? [] : Find(words, QuestionReader.IsAccentless(words));
    }

    internal IReadOnlyList<NamedUnit> Find(Word[] words, bool accentless)
    {
        if (Units.Count == 0)
            return [];
        var kept = new List<Found<Named>>();
        foreach (var found in names.FindAll(words, accentless).OrderByDescending(found => found.Length))
            if (kept.All(other => other.End <= found.Start || found.End <= other.Start || (other.Start, other.Length) == (found.Start, found.Length)))
                kept.Add(found);
        return [.. kept.OrderBy(found => found.Start)
            .Select(found => new NamedUnit(found.Value.Unit, found.Value.Name, found.Value.IsOld, found.Start, found.Length))
            .DistinctBy(found => (found.Unit, found.IsOld))];
    }

    private void Add(string name, Unit unit, bool isOld, HashSet<string> provinces)
    {
        var value = new Named(unit, name, isOld);
        names.Add(Word.Split(name), value);
        var (kind, bare) = Split(name);
        // "Tp Thủ Đức", "thành phố Bình Dương" for a province: people mix up tỉnh and thành phố.
        if (ProvinceKinds.Contains(kind))
            foreach (var other in ProvinceKinds.Where(other => other != kind))
                names.Add(Word.Split(other + " " + bare), value);
        if (unit.IsProvince && ProvinceKinds.Contains(kind) && provinces.Contains(bare))
            names.Add(Word.Split(bare), value);
    }

    private static string BareName(string name) => Split(name).Bare;

    private static (string Kind, string Bare) Split(string name) =>
        Kinds.FirstOrDefault(kind => name.StartsWith(kind + " ", StringComparison.OrdinalIgnoreCase)) is { } kind ? (kind, name[(kind.Length + 1)..]) : ("", name);

    private sealed record Named(Unit Unit, string Name, bool IsOld);
}

/// <summary>A unit somebody named.</summary>
/// <param name="Name">The name that was recognised, in its right spelling and with its kind.</param>
/// <param name="IsOld">The name is one from before the mergers; <paramref name="Unit"/> tells what it is now.</param>
/// <param name="Start">Place in the words of the text.</param>
public sealed record NamedUnit(Unit Unit, string Name, bool IsOld, int Start, int Length)
{
    public int End => Start + Length;
}
