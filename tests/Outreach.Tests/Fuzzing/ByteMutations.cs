using System.Text;

namespace Outreach.Tests.Fuzzing;

/// <summary>Changes that know nothing of what the bytes mean.</summary>
internal static class ByteMutations
{
    private static readonly byte[][] Insertions = [[0], [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xEF, 0xBB, 0xBF], [0xF5, 0x80, 0x80, 0x80], .. new[] { "\r\n", "\r\n\r\n", "--", "{", "]", "\"", ",", "&" }.Select(Encoding.UTF8.GetBytes)];

    public static byte[] Apply(byte[] body, Dice dice)
    {
        var at = dice.Below(body.Length + 1);
        switch (dice.Below(8))
        {
            case 0:
                return body[..at];
            case 1:
                return body[at..];
            case 2 when body.Length > 0:
                byte[] flipped = [.. body];
                flipped[at % body.Length] ^= (byte)(1 << dice.Below(8));
                return flipped;
            case 3:
                return [0xEF, 0xBB, 0xBF, .. body];
            case 4:
                return Encoding.Convert(Encoding.UTF8, dice.Of([Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, Encoding.Latin1]), body);
            case 5:
                return [.. body, .. body];
            case 6 when dice.OneIn(4):
                return dice.Bytes(dice.Below(300));
            default:
                return [.. body[..at], .. dice.Of(Insertions), .. body[at..]];
        }
    }

    /// <summary>For what is made of lines, such as the parts of a form with files.</summary>
    public static string Lines(string text, Dice dice)
    {
        var lines = text.Split("\r\n").ToList();
        var i = dice.Below(lines.Count);
        switch (dice.Below(5))
        {
            case 0:
                lines.RemoveAt(i);
                break;
            case 1:
                lines.Insert(i, dice.Of(lines));
                break;
            case 2:
                lines[i] += dice.Of(["; a=b", "\"", "; filename*=UTF-8''%00", "; name=\"photo\"", new string('x', 20_000), "--"]);
                break;
            case 3:
                lines.Insert(i, dice.Of(["", "Content-Type: text/html", "Content-Length: -1", "Content-Transfer-Encoding: base64", new string('h', 20_000) + ": a"]));
                break;
            default:
                lines.RemoveRange(i, lines.Count - i);
                break;
        }

        return string.Join("\r\n", lines);
    }
}
