using Outreach.Assistant.Knowledge;
using Outreach.Assistant.Retrieval;

namespace Outreach.Assistant.Dialogs;

/// <summary>Finds what a message wants of the conversation itself.</summary>
internal sealed class IntentBook
{
    private readonly PhraseBook<Intent> intents = new();
    private readonly PhraseBook<Cue> cues = new();
    private readonly PhraseBook<bool> fillers = new();

    public IntentBook(Lexicon lexicon)
    {
        foreach (var (intent, phrases) in lexicon.Intents)
            intents.AddAll(phrases.Select(Word.Split), intent);
        foreach (var (cue, phrases) in lexicon.Cues)
            cues.AddAll(phrases.Select(Word.Split), cue);
        fillers.AddAll(lexicon.StopWords.Select(Word.Split), true);
    }

    public Intents Read(Question question)
    {
        var words = AsTyped(question);
        var accentless = QuestionReader.IsAccentless(words);
        var found = Longest([.. intents.FindAll(words, accentless)]);
        Found<Cue>[] said = [.. cues.FindAll(words, accentless)];
        var open = Enumerable.Repeat(true, words.Length).ToArray();
        foreach (var (start, end) in found.Select(one => (one.Start, one.End))
            .Concat(said.Select(cue => (cue.Start, cue.End)))
            .Concat(fillers.FindAll(words, accentless).Select(filler => (filler.Start, filler.End))))
            Array.Fill(open, false, start, end - start);
        return new([.. found.Select(one => one.Value)], said, open.Count(word => word), [.. found.Where(IsOutburst).Select(one => (one.Start, one.End))]);
    }

    /// <summary>The words before marks were put back: set phrases must not hang on a guess.</summary>
    public static Word[] AsTyped(Question question) => [.. question.Tokens.Select(Word.Of)];

    /// <summary>"Bỏ qua" is not "bỏ", "không gửi nữa" not "gửi": what lies within a longer phrase says nothing of its own.</summary>
    private static List<Found<Intent>> Longest(List<Found<Intent>> found) =>
        [.. found.Where(one => !found.Any(other => other.Length > one.Length && other.Start <= one.Start && one.End <= other.End))];

    /// <summary>Single words are left out: "tốt" begins "tốt nghiệp", and "ngu" without accents may be the second half of "ngoại ngữ".</summary>
    private static bool IsOutburst(Found<Intent> found) => found is { Length: > 1, Value: Intent.Insult or Intent.Sad };
}

/// <summary>What was found in one message.</summary>
/// <param name="Cues">In the words as typed.</param>
/// <param name="Left">How many words say something else; 0 when the message says nothing but this.</param>
/// <param name="Outbursts">Where insults and sighs stand.</param>
internal sealed record Intents(HashSet<Intent> Found, IReadOnlyList<Found<Cue>> Cues, int Left, IReadOnlyList<(int Start, int End)> Outbursts)
{
    public bool Has(Intent intent) => Found.Contains(intent);

    public bool Has(Cue cue) => Cues.Any(found => found.Value == cue);

    /// <summary>The message says this and nothing else.</summary>
    public bool Only(Intent intent) => Left == 0 && Found.Contains(intent);
}
