using System.Text.RegularExpressions;

namespace Outreach.Assistant.Answers;

/// <summary>
/// Reads what the portal's records give per way of filing, "Trực tuyến: 3 ngày | Trực tiếp: 4 ngày", and puts together the ways
/// of which the same is said.
/// </summary>
internal static partial class ByChannel
{
    private const string Separator = " | ";

    public static IReadOnlyList<ChannelText> Read(string text)
    {
        var parts = text.Split(Separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Part).Where(part => part.Value.Length > 0);
        var ways = parts.GroupBy(part => part.Way).Select(way => (Way: way.Key, Values: way.Select(part => part.Value).Distinct().ToArray())).ToList();
        var groups = ways.GroupBy(way => string.Join('\n', way.Values)).Select(group => group.ToList()).ToList();
        return [.. groups.Select(group => new ChannelText(groups.Count == 1 ? null : Names(group.Select(way => way.Way)), group[0].Values))];
    }

    private static (string Way, string Value) Part(string part) => Prefix().Match(part) is { Success: true } match
        ? (match.Groups[1].Value, part[match.Length..].Trim())
        : ("", part);

    private static string? Names(IEnumerable<string> ways)
    {
        var named = string.Join(", ", ways.Where(way => way.Length > 0).Select((way, i) => i == 0 ? way : char.ToLowerInvariant(way[0]) + way[1..]));
        return named.Length == 0 ? null : named;
    }

    [GeneratedRegex(@"^(Trực tiếp|Trực tuyến|Dịch vụ bưu chính)\s*:", RegexOptions.CultureInvariant)]
    private static partial Regex Prefix();
}

/// <param name="Ways">"Trực tuyến, trực tiếp"; null when it holds for all.</param>
/// <param name="Values">One for each case the source tells apart.</param>
internal sealed record ChannelText(string? Ways, IReadOnlyList<string> Values);
