namespace Outreach.Language.Values;

/// <summary>Lower case without marks, letter for letter, so that what is found has the same place in the text.</summary>
internal static class PlainCopy
{
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Create(text.Length, text, static (plain, text) =>
        {
            for (var i = 0; i < plain.Length; i++)
                plain[i] = Character.Comparable(text[i]);
        });
    }
}
