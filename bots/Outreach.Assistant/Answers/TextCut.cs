namespace Outreach.Assistant.Answers;

/// <summary>Shortens text where a reader would pause.</summary>
internal static class TextCut
{
    private static readonly string[] Pauses = [". ", "; ", ", ", " "];

    /// <summary>At most <paramref name="most"/> characters and an ellipsis: cut after a sentence, else a clause, else a word.</summary>
    public static string At(string text, int most)
    {
        text = text.Trim();
        if (text.Length <= most)
            return text;
        foreach (var pause in Pauses)
        {
            // A sentence that ends too early would leave almost nothing.
            var at = text.LastIndexOf(pause, most - 1, most / 2, StringComparison.Ordinal);
            if (at > 0)
                return text[..at].TrimEnd('.', ';', ',', ' ') + "…";
        }

        return text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)] + "…";
    }
}
