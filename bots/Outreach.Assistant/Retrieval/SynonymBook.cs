using Outreach.Assistant.Knowledge;

namespace Outreach.Assistant.Retrieval;

/// <summary>Everyday phrases and the official words they stand for.</summary>
internal sealed class SynonymBook
{
    /// <summary>What a word counts by itself inside a phrase that stands for something else: "nhận con" in "nhận con nuôi".</summary>
    private const float InsidePhrase = 0.7f;

    private const int CommonNames = 3;

    private readonly PhraseBook<Meaning> book = new();

    /// <param name="names">Official names: what they say themselves is no everyday word for something else.</param>
    /// <param name="weigh">What the words of an official wording count.</param>
    public SynonymBook(Lexicon lexicon, IEnumerable<string> names, WordReader read, Func<Word[], float[]> weigh)
    {
        var official = OfficialIn(names, lexicon, read);
        foreach (var group in lexicon.Synonyms)
            foreach (var said in group.Said)
                foreach (var meaning in group.Means.Select(read.Split))
                    book.Add(read.Split(said), Meant(meaning, weigh(meaning), official.GetValueOrDefault(said)));
    }

    /// <summary>What the phrases of a question stand for; of phrases one inside the other the longer.</summary>
    public IEnumerable<Reading> In(Word[] words, bool accentless)
    {
        var all = book.FindAll(words, accentless)
            .Where(found => !found.Value.IsCommon || found.Length * 2 >= words.Length)
            .Select(found => new Reading(found.Start, found.Length, found.Value.Words, found.Value.Weights, TrustOf(found)) { IsOfficial = found.Value.IsOfficial })
            .ToList();
        return all.Where(inner => !all.Exists(outer => outer.Length > inner.Length && outer.Start <= inner.Start && inner.End <= outer.End));
    }

    /// <summary>How far each typed word may still be taken by itself.</summary>
    public static float[] TrustsOf(int count, Reading[] meanings)
    {
        var trusts = Enumerable.Repeat(1f, count).ToArray();
        foreach (var meaning in meanings)
            if (meaning is { Length: > 1, IsOfficial: false })
                trusts.AsSpan(meaning.Start, meaning.Length).Fill(InsidePhrase);
        return trusts;
    }

    /// <summary>Phrases that names of procedures use themselves, and how many do.</summary>
    private static Dictionary<string, int> OfficialIn(IEnumerable<string> names, Lexicon lexicon, WordReader read)
    {
        var said = new PhraseBook<string>();
        foreach (var phrase in lexicon.Synonyms.SelectMany(group => group.Said).Distinct())
            said.Add(read.Split(phrase), phrase);
        return names.SelectMany(name => said.FindAll(read.Split(name), accentless: false)).CountBy(found => found.Value).ToDictionary();
    }

    private static Meaning Meant(Word[] words, float[] weights, int names) => new(words, weights, names > 0, names >= CommonNames);

    /// <summary>A longer phrase is less likely to be meant otherwise; one that names of procedures use themselves more ("nhập khẩu").</summary>
    private static float TrustOf(Found<Meaning> found) => (found.Value.IsOfficial, found.Length) switch
    {
        (true, _) => 0.5f,
        (_, 1) => 0.75f,
        (_, 2) => 0.85f,
        _ => 0.95f,
    };
}
