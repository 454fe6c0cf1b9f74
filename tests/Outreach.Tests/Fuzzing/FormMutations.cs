namespace Outreach.Tests.Fuzzing;

/// <summary>Changes of an encoded form that keep most of its fields.</summary>
internal static class FormMutations
{
    private static readonly string[] Values =
    [
        "", "+", "%", "%2", "%ZZ", "%00", "a%00b", "%ED%A0%80", "%FF%FE", "%C0%AF", "%u1EBF", "=", "==", "%26%3D", "%2B84901234567", "0901234567", "%0D%0A", "null", "-1", "1e999",
        "STOP", "START", "HELP", "delivered", "undelivered", "failed", "read", "%F0%9F%91%8B", "e%CC%81%CC%82", "%E2%80%AE", "<x>", "%22'%3B--", "done", "declined", "stop", "return", "One-Click",
    ];

    public static string Apply(string form, Dice dice)
    {
        var fields = form.Split('&').ToList();
        var i = dice.Below(fields.Count);
        var name = fields[i].Split('=')[0];
        switch (dice.Below(7))
        {
            case 0:
                fields.RemoveAt(i);
                break;
            case 1:
                fields.Insert(dice.Below(fields.Count + 1), $"{(dice.OneIn(2) ? name : name.ToUpperInvariant())}={dice.Of(Values)}");
                break;
            case 2:
                fields[i] = $"{name}={new string('a', dice.OneIn(20) ? 66_000 : dice.Of([300, 3000, 10_000]))}";
                break;
            case 3:
                fields[i] = dice.Of(["", "=", "=a", name, $"{name}[]=a", $"{new string('k', 3000)}=a", "%=%", $"{name}%00=a"]);
                break;
            case 4 when dice.OneIn(10):
                fields.AddRange(Enumerable.Range(0, 1500).Select(n => $"f{n}={n}"));
                break;
            default:
                fields[i] = $"{name}={dice.Of(Values)}";
                break;
        }

        return string.Join('&', fields);
    }
}
