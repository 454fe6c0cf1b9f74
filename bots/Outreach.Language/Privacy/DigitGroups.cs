namespace Outreach.Language.Privacy;

/// <summary>A run of digits without anything between them.</summary>
internal readonly record struct DigitGroup(int Start, int Length)
{
    public int End => Start + Length;
}

/// <summary>Numbers as they are grouped: runs of digits with at most two spaces, dashes or points between.</summary>
internal static class DigitGroups
{
    private const int WidestGap = 2;

    /// <summary>Every number of the text as its groups. A letter or a stroke touching it makes it part of a code, which is none.</summary>
    public static IEnumerable<List<DigitGroup>> Find(string text, bool[] taken)
    {
        var groups = new List<DigitGroup>();
        for (var at = 0; at < text.Length; at++)
        {
            if (!IsFree(text, taken, at))
                continue;
            var end = at;
            while (end < text.Length && IsFree(text, taken, end))
                end++;
            if (groups.Count > 0 && !IsGap(text, groups[^1].End, at))
            {
                yield return groups;
                groups = [];
            }

            if (!TouchesLetter(text, at, end))
                groups.Add(new DigitGroup(at, end - at));
            at = end - 1;
        }

        if (groups.Count > 0)
            yield return groups;
    }

    private static bool IsFree(string text, bool[] taken, int at) => char.IsAsciiDigit(text[at]) && !taken[at];

    private static bool IsGap(string text, int from, int to)
    {
        if (to - from > WidestGap)
            return false;
        for (var i = from; i < to; i++)
            if (text[i] is not (' ' or '-' or '.' or '\t' or '\n' or '\r' or '_' or '*' or ','))
                return false;
        return true;
    }

    private static bool TouchesLetter(string text, int start, int end) =>
        start > 0 && (char.IsLetter(text[start - 1]) || text[start - 1] is '/' or '+' or '_')
        || end < text.Length && (char.IsLetter(text[end]) || text[end] == '/' && end + 1 < text.Length && char.IsLetter(text[end + 1]));
}
