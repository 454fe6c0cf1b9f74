using System.Text.RegularExpressions;

namespace Outreach.Assistant.Answers;

/// <summary>Time limits in words people say. A number whose unit the source lost is given as that, never with a guessed unit.</summary>
internal static partial class TimeLines
{
    public static IReadOnlyList<string> Of(string time) =>
        [.. ByChannel.Read(time).Select(group => group.Ways is { } ways ? $"{ways}: {Cases(group.Values)}" : Cases(group.Values))];

    private static string Cases(IReadOnlyList<string> values)
    {
        var said = values.Select(Value).Distinct().ToList();
        return said.Count == 1 ? said[0] : Texts.Format(Texts.Vietnamese.TimeByCase, string.Join(", ", said.SkipLast(1)) + " hoặc " + said[^1]);
    }

    private static string Value(string value)
    {
        if (Amount().Match(value) is not { Success: true } match)
            return value;
        var number = match.Groups[1].Value.Replace('.', ',');
        return match.Groups[2].Value.Equals("other", StringComparison.OrdinalIgnoreCase)
            ? Texts.Format(Texts.Vietnamese.TimeWithoutUnit, number)
            : $"{number} {match.Groups[2].Value.ToLowerInvariant()}";
    }

    [GeneratedRegex(@"^(\d+(?:\.\d+)?) (other|ngày làm việc|ngày|giờ|tháng)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Amount();
}
