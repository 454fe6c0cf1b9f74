using System.Globalization;

namespace Outreach.Channels.SmsGateway;

/// <summary>One line of a table: what must be read in the fields, and what that means.</summary>
public sealed class SmsRule<T>
    where T : struct, Enum
{
    /// <summary>
    /// Tests by path, all of which must hold: the value itself, several by <c>|</c>, a beginning by <c>*</c> at the end (<c>*</c> alone:
    /// anything at all), a number by <c>&gt;0</c>, <c>&gt;=64</c>, <c>&lt;5</c>, <c>&lt;=5</c>, <c>1..63</c>.
    /// </summary>
    public Dictionary<string, string> When { get; set; } = [];

    /// <summary>A name of <typeparamref name="T"/>. Text, because binding drops a line of a list without a word when a value is of the wrong kind.</summary>
    public string Is { get; set; } = "";

    internal T? Verdict => Enum.GetNames<T>().Contains(Is) ? Enum.Parse<T>(Is) : null;

    internal bool Fits(SmsFields fields) => SmsTest.AllHold(When, fields);
}

/// <summary>The tests of <see cref="SmsRule{T}.When"/>. Pure; a field that is not there passes none.</summary>
internal static class SmsTest
{
    public static bool AllHold(Dictionary<string, string> tests, SmsFields fields) =>
        tests.All(test => fields[test.Key] is { } value && test.Value.Split('|').Any(one => Holds(one, value)));

    /// <summary>Whether what looks like a comparison has numbers in it.</summary>
    public static bool MakesSense(string test) => test.Split('|').All(one => one switch
    {
        ['>' or '<', '=', .. var bound] => Number(bound) is not null,
        ['>' or '<', .. var bound] => Number(bound) is not null,
        _ => true,
    });

    private static bool Holds(string test, string value) => test switch
    {
        [.. var start, '*'] => value.StartsWith(start, StringComparison.Ordinal),
        ['>', '=', .. var bound] => Compare(value, bound) >= 0,
        ['<', '=', .. var bound] => Compare(value, bound) <= 0,
        ['>', .. var bound] => Compare(value, bound) > 0,
        ['<', .. var bound] => Compare(value, bound) < 0,
        _ when test.IndexOf("..", StringComparison.Ordinal) is > 0 and var dots => Compare(value, test[..dots]) >= 0 && Compare(value, test[(dots + 2)..]) <= 0,
        _ => value == test || Compare(value, test) == 0,
    };

    /// <summary>Null, and so no comparison true, unless both are numbers; gateways write 0 also as "0.0000".</summary>
    private static int? Compare(string value, string bound) => Number(value) is { } left && Number(bound) is { } right ? left.CompareTo(right) : null;

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
