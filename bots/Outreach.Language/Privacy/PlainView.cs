using System.Text;

namespace Outreach.Language.Privacy;

/// <summary>
/// A text as a reader of numbers sees it: lower case, no marks, plain digits, nothing invisible, and digits spelled as words
/// ("bốn một một một") written as digits. Every character knows where it came from.
/// </summary>
internal sealed class PlainView
{
    private readonly string original;
    private readonly StringBuilder text = new();
    private readonly List<int> starts = [];
    private readonly List<int> ends = [];

    public PlainView(string original)
    {
        this.original = original;
        var visible = new List<int>(original.Length);
        for (var i = 0; i < original.Length; i++)
            if (!Character.IsInvisible(original[i]) && !Character.IsCombining(original[i]))
                visible.Add(i);
        var plain = string.Create(visible.Count, (original, visible), static (letters, from) =>
        {
            for (var i = 0; i < letters.Length; i++)
                letters[i] = Character.Comparable(from.original[from.visible[i]]);
        });
        Write(plain, visible);
        Text = text.ToString();
    }

    public string Text { get; }

    /// <summary>Where a piece of the view stands in the original text.</summary>
    public SensitiveFinding Locate(SensitiveKind kind, int start, int length) =>
        new(kind, starts[start], ends[start + length - 1] - starts[start]);

    /// <summary>A piece of the view as it was written, with its case and marks.</summary>
    public string Original(int start, int length) => length == 0 ? "" : original[starts[start]..ends[start + length - 1]];

    private void Write(string plain, List<int> visible)
    {
        var at = 0;
        foreach (var digit in SpelledDigits.Find(plain))
        {
            if (!digit.Joined)
                Copy(plain, visible, at, digit.Start);
            Append(digit.Digit, visible[digit.Start], visible[digit.End - 1] + 1);
            at = digit.End;
        }

        Copy(plain, visible, at, plain.Length);
    }

    private void Copy(string plain, List<int> visible, int from, int to)
    {
        for (var i = from; i < to; i++)
            Append(plain[i], visible[i], visible[i] + 1);
    }

    private void Append(char c, int start, int end)
    {
        text.Append(c);
        starts.Add(start);
        ends.Add(end);
    }
}
