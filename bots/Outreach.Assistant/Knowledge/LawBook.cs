using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Outreach.Assistant.Knowledge;

/// <summary>The laws whose end is known, by the number they are cited with, so that what rests on them can be doubted from that day on.</summary>
public sealed partial class LawBook
{
    private readonly FrozenDictionary<string, EndingLaw> byNumber;

    private LawBook(IEnumerable<EndingLaw> laws) =>
        byNumber = laws.Select(law => (Number: NumberIn(law.Id), Law: law)).Where(pair => pair.Number is not null)
            .DistinctBy(pair => pair.Number).ToFrozenDictionary(pair => pair.Number!, pair => pair.Law);

    public static LawBook Empty { get; } = new([]);

    public static LawBook Of(IEnumerable<EndingLaw> laws) => new(laws);

    /// <summary>The first cited law that is no longer in force on that day; null when none is known to have ended.</summary>
    public EndingLaw? EndedAmong(IEnumerable<string> citations, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(citations);
        if (byNumber.Count == 0)
            return null;
        foreach (var citation in citations)
            if (NumberIn(citation) is { } number && byNumber.TryGetValue(number, out var law) && law.Expires <= day)
                return law;
        return null;
    }

    // "Nghị định số 42/2022/NĐ-CP ngày…" and "NĐ 42/2022/NĐ-CP" are the same law; a decision without a year ("QĐ 766/QĐ-TTg") counts too.
    private static string? NumberIn(string citation) => Number().Match(citation) is { Success: true } match ? match.Value.ToUpperInvariant() : null;

    [GeneratedRegex(@"\b\d+(?:\.\d+)?/(?:\d{4}/)?[A-ZĐ]{2,}\d*(?:-[A-ZĐ]{2,})*", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}

/// <summary>A law with a known end.</summary>
/// <param name="Id">As it is cited, for example "NĐ 42/2022/NĐ-CP".</param>
/// <param name="Expires">First day no longer in force.</param>
/// <param name="ReplacedBy">How its successor is cited, where one is known.</param>
public sealed record EndingLaw(string Id, DateOnly Expires, string? ReplacedBy);
