namespace Outreach.Inbox;

/// <summary>Cuts a reply into messages a channel can carry: at a blank line, else a line, else a word, else between characters.</summary>
public static class TextParts
{
    private static readonly string[] Seams = ["\n\n", "\n", " "];

    /// <param name="limit">Most UTF-16 units in a part.</param>
    public static IReadOnlyList<string> Split(string text, int limit)
    {
        var parts = new List<string>();
        var rest = text.Trim();
        while (rest.Length > limit)
        {
            var cut = CutBefore(rest, limit);
            parts.Add(rest[..cut].TrimEnd());
            rest = rest[cut..].TrimStart();
        }

        if (rest.Length > 0)
            parts.Add(rest);
        return parts;
    }

    private static int CutBefore(string text, int limit)
    {
        foreach (var seam in Seams)
        {
            // A part shorter than half the limit would make more messages than the words are worth.
            var at = text.LastIndexOf(seam, limit, limit - (limit / 2), StringComparison.Ordinal);
            if (at > 0)
                return at;
        }

        return char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit;
    }
}
