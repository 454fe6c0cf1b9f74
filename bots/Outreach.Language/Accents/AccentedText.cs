namespace Outreach.Language.Accents;

/// <summary>Restores a text in place: every letter stays where it is and keeps its case.</summary>
internal static class AccentedText
{
    public static string Restore(AccentModel model, string text)
    {
        var places = Places(text);
        var words = new string[places.Count];
        for (var i = 0; i < places.Count; i++)
            words[i] = places[i].IsBreak ? "" : text.Substring(places[i].Start, places[i].Length).ToLowerInvariant();
        var restored = new AccentedWord[words.Length];
        model.RestoreWords(words, restored);
        return string.Create(text.Length, (text, places, restored), static (letters, state) =>
        {
            state.text.CopyTo(letters);
            for (var i = 0; i < state.places.Count; i++)
                if (!state.places[i].IsBreak && state.restored[i].Text.Length == state.places[i].Length)
                    Put(state.restored[i].Text, letters.Slice(state.places[i].Start, state.places[i].Length));
        });
    }

    private static void Put(string word, Span<char> letters)
    {
        for (var i = 0; i < word.Length; i++)
            letters[i] = char.IsUpper(letters[i]) ? char.ToUpperInvariant(word[i]) : word[i];
    }

    private static List<Place> Places(string text)
    {
        var places = new List<Place>();
        var names = new NameGuard(text);
        Span<char> lower = stackalloc char[AccentWords.Longest];
        var words = new AccentWords(text, lower);
        while (words.MoveNext())
        {
            var length = words.End - words.Start;
            var kept = words.Current.IsEmpty || names.IsKept(words.Start, length);
            places.Add(new Place(words.Start, length, kept));
        }

        return places;
    }

    private readonly record struct Place(int Start, int Length, bool IsBreak);
}
