using System.Text;
using System.Text.RegularExpressions;
using Outreach.Language;

namespace Outreach.Tests.Language;

/// <summary>Writes a syllable as its keys, the way a hand types them: marks after their letter, the tone at the end.</summary>
internal static class KeyEncoder
{
    private const string Bodies = "ăâđêôơư";
    private static readonly string[] TelexMarks = ["aw", "aa", "dd", "ee", "oo", "ow", "uw"];
    private static readonly string[] VniMarks = ["a8", "a6", "d9", "e6", "o6", "o7", "u7"];
    private static readonly string[] ViqrMarks = ["a(", "a^", "dd", "e^", "o^", "o+", "u+"];

    /// <summary>Two letters o take three presses: the second alone would make ô.</summary>
    public static string Telex(string syllable) => Encode(Regex.Replace(syllable, "o([oóòỏõọ])", "oo$1"), TelexMarks, " sfrxj");

    public static string Vni(string syllable) => Encode(syllable, VniMarks, " 12345");

    public static string Viqr(string syllable) => Encode(syllable, ViqrMarks, " '`?~.");

    private static string Encode(string syllable, string[] marks, string tones)
    {
        var tone = ' ';
        var keys = new StringBuilder();
        foreach (var c in syllable.Normalize(NormalizationForm.FormD))
        {
            if ("\u0301\u0300\u0309\u0303\u0323".IndexOf(c, StringComparison.Ordinal) is >= 0 and var at)
                tone = tones[at + 1];
            else
                keys.Append(c);
        }

        var body = keys.ToString().Normalize(NormalizationForm.FormC);
        return string.Concat(body.Select(c => Bodies.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at ? marks[at] : c.ToString())) + (tone == ' ' ? "" : tone);
    }
}
