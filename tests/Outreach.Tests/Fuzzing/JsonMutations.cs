namespace Outreach.Tests.Fuzzing;

/// <summary>Changes that keep most of a document's shape, so that they come far.</summary>
internal static class JsonMutations
{
    /// <summary>Values of every kind, and of no kind.</summary>
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-0", "-1", "1.5", "1e999", "-1e-999", "9223372036854775807", "9223372036854775808", "-9223372036854775809",
        "2147483648", "99999999999999999999999999999999999999", "0x10", "01", "+1", ".5", "1.", "NaN", "Infinity", "-Infinity", "undefined", "'a'", "",
        "\"\"", "\" \"", "\"0\"", "\"-1\"", "\"1e9\"", "\"null\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"a\\ud83d\"", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\x\"", "\"\\u12\"",
        "\"\\ufeff\"", "\"\\u202e\\u200b\"", "\"e\\u0301\\u0302\\u0303\"", "\"Đắk Lắk\"", "\"👨‍👩‍👧\"", "\"\u0001\"", "\"\n\"", "\"'; DROP TABLE inbox; --\"", "\"{{7*7}}${x}%s%n\"",
        "\"<script>alert(1)</script>\"", "\"../../etc/passwd\"", "\"http://[::1\"", "\"javascript:alert(1)\"", "\"data:,a\"", "\"2026-13-45T99:99:99Z\"", "\"9999-12-31T23:59:59.9999999Z\"",
        "\"0001-01-01T00:00:00+14:00\"", "\"/start \\u0000\"", "\"STOP\"", "\"dl_someone\"", "\"assistant\"", "{}", "[]", "[null]", "[[]]", "{\"\":0}", "{\"id\":null}", "[{},[],\"a\",1]",
    ];

    public static void Apply(JsonShape root, IReadOnlyList<JsonShape> others, Dice dice)
    {
        var places = root.All().ToList();
        var place = dice.Of(places);
        switch (dice.Below(9))
        {
            case 0 when place.Members is { Count: > 0 } members:
                members.RemoveAt(dice.Below(members.Count));
                break;
            case 1 when place.Members is { Count: > 0 } members:
                members.Insert(dice.Below(members.Count + 1), (dice.Of(members).Name, JsonShape.Of(dice.Of(Values))));
                break;
            case 2 when place.Members is { Count: > 1 } members:
                var i = dice.Below(members.Count);
                members[i] = (dice.Of(members).Name, members[i].Value);
                break;
            case 3 when place.Items is { Count: > 0 } items:
                var item = dice.Of(items);
                items.AddRange(Enumerable.Repeat(item, dice.OneIn(20) ? 2000 : dice.Below(5)));
                break;
            case 4:
                place.Become(JsonShape.Of(Deep(place.ToString(), dice)));
                break;
            case 5:
                place.Become(JsonShape.Of(Long(dice)));
                break;
            case 6:
                var other = dice.Of(others).All().ToList();
                place.Become(JsonShape.Of(dice.Of(other).ToString()));
                break;
            case 7 when place.Text is ['"', _, ..] text && text.EndsWith('"'):
                place.Text = text.Insert(1 + dice.Below(text.Length - 1), dice.Of(Values).Trim('"'));
                break;
            default:
                place.Become(JsonShape.Of(dice.Of(Values)));
                break;
        }
    }

    private static string Deep(string value, Dice dice)
    {
        var depth = dice.Of([1, 3, 30, 70, 1000]);
        return dice.OneIn(2)
            ? string.Concat(new string('[', depth), value, new string(']', depth))
            : string.Concat(string.Concat(Enumerable.Repeat("{\"a\":", depth)), value, new string('}', depth));
    }

    private static string Long(Dice dice)
    {
        var length = dice.OneIn(30) ? dice.Of([20_000, 60_000, 70_000]) : dice.Of([100, 300, 1000, 3000]);
        return dice.Of([$"\"{new string('a', length)}\"", $"\"{string.Concat(Enumerable.Repeat("ế", length / 2))}\"", new string('9', length), $"\"{string.Concat(Enumerable.Repeat("\\u0000", length / 6))}\""]);
    }
}
