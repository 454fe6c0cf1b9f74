using Outreach.Assistant.Knowledge;
using Outreach.Language;
using Outreach.Language.Accents;
using Outreach.Language.Spelling;

namespace Outreach.Assistant.Retrieval;

/// <summary>Reads a question with the help of the lexicon.</summary>
internal sealed class QuestionReader
{
    /// <summary>From here on a word is taken to name the matter of the question.</summary>
    public const float ContentWeight = 0.7f;

    private const float FrameWeight = 0.35f;
    private const float AspectWeight = 0.3f;
    private const float ShortFormTrust = 0.8f;
    private const float CorrectedTrust = 0.7f;
    private const int MostCorrections = 2;

    private const float LeastOfMeaning = 0.2f;

    /// <summary>How sure a restored mark must be to be taken for a typed one.</summary>
    private const float Sure = 0.9f;

    /// <summary>Of a letter of several pages the beginning is read.</summary>
    private const int MostWords = 128;

    private readonly SynonymBook synonyms;
    private readonly PhraseBook<Meaning> shortForms = new();
    private readonly PhraseBook<Aspect> aspects = new();
    private readonly PhraseBook<Cue> cues = new();
    private readonly PhraseBook<float> fillers = new();
    private readonly PhraseBook<string> qualifiers = new();
    private readonly AccentModel accents;
    private Spelling? spelling;

    /// <param name="names">Official names: what they say themselves is no everyday word for something else.</param>
    /// <param name="accents">Puts marks back on questions typed without them.</param>
    public QuestionReader(Lexicon lexicon, IEnumerable<string> names, AccentModel accents, WordReader read)
    {
        this.accents = accents;
        fillers.AddAll(lexicon.StopWords.Select(read.Split), 0);
        fillers.AddAll(lexicon.FrameWords.Select(read.Split), FrameWeight);
        foreach (var (shortForm, readings) in lexicon.Abbreviations)
            foreach (var reading in readings)
                shortForms.Add(read.Split(shortForm), new Meaning(read.Split(reading), WeightsOf(read.Split(reading))));
        foreach (var (aspect, phrases) in lexicon.Aspects)
            aspects.AddAll(phrases.Select(read.Split), aspect);
        foreach (var (cue, phrases) in lexicon.Cues)
            cues.AddAll(phrases.Select(read.Split), cue);
        string[] plain = [.. lexicon.Qualifiers.Select(qualifier => string.Join(' ', read.Split(qualifier).Select(word => word.Plain)))];
        for (var i = 0; i < plain.Length; i++)
            qualifiers.Add(read.Split(lexicon.Qualifiers[i]), plain[i]);
        Qualifiers = new QualifierSet(plain);
        synonyms = new SynonymBook(lexicon, names, read, WeightsOf);
    }

    public QualifierSet Qualifiers { get; }

    /// <summary>Corrects words that <paramref name="isKnown"/> says no record has, to those of the names.</summary>
    public void Spell(SpellingCorrector corrector, Func<string, bool> isKnown) => spelling = new(corrector, isKnown);

    public Question Read(string text)
    {
        var tokens = Tokenizer.Tokenize(RawTyping.Decode(UnicodeRepair.Repair(text)));
        if (tokens.Count > MostWords)
            tokens = [.. tokens.Take(MostWords)];
        Word[] words = [.. tokens.Select(Word.Of)];
        var accentless = IsAccentless(words);
        if (accentless)
            Restore(tokens, words);
        var expanded = Expand(words, accentless, out var origin);
        var weights = Enumerable.Repeat(1f, words.Length).ToArray();
        var aspect = ReadAspect(expanded, origin, accentless, weights);
        foreach (var filler in fillers.FindAll(words, accentless))
            Lower(weights, filler.Start, filler.End, filler.Value);
        foreach (var filler in fillers.FindAll(expanded, accentless))
            LowerTyped(weights, origin, filler.Start, filler.End, filler.Value);
        foreach (var cue in cues.FindAll(words, accentless))
            Lower(weights, cue.Start, cue.End, 0);
        Reading[] meanings = [.. synonyms.In(words, accentless)];
        var shorts = shortForms.FindAll(words, accentless).Select(found => new Reading(found.Start, found.Length, found.Value.Words, found.Value.Weights, ShortFormTrust) { IsShortForm = true });
        return new Question
        {
            Tokens = tokens,
            Words = words,
            Weights = weights,
            Aspect = aspect,
            Readings = [.. meanings, .. shorts, .. Corrected(tokens, words)],
            Trusts = SynonymBook.TrustsOf(words.Length, meanings),
            Qualifiers = meanings.Aggregate(QualifiersIn(expanded, accentless), (all, meaning) => all | QualifiersIn(meaning.Words)),
        };
    }

    /// <summary>Which qualifiers a name of a procedure contains, as bits of <see cref="Qualifiers"/>.</summary>
    public UInt128 QualifiersIn(Word[] words, bool accentless = false) => Qualifiers.Of(qualifiers.FindAll(words, accentless).Select(found => found.Value));

    /// <summary>Abbreviations and names leave some words unmarked, so a single mark in a long text does not make it marked.</summary>
    public static bool IsAccentless(Word[] words) => words.Count(word => word.IsMarked) * 5 < words.Length;

    /// <summary>Words nobody knows, as the known words one slip away from them.</summary>
    private IEnumerable<Reading> Corrected(IReadOnlyList<Token> tokens, Word[] words)
    {
        if (spelling is null)
            yield break;
        for (var i = 0; i < words.Length; i++)
            if (tokens[i].Kind == TokenKind.Word && !spelling.IsKnown(words[i].Plain))
                foreach (var suggestion in spelling.Corrector.Suggest(words[i].Plain).Take(MostCorrections))
                    yield return new Reading(i, 1, [new Word(suggestion.Word, suggestion.Word)], [1], CorrectedTrust);
    }

    /// <summary>What is surely meant gets its marks; the rest stays open to every reading.</summary>
    private void Restore(IReadOnlyList<Token> tokens, Word[] words)
    {
        var restored = accents.RestoreWords([.. tokens.Select(token => token.Kind == TokenKind.Word ? token.Text : "")]);
        for (var i = 0; i < words.Length; i++)
            if (tokens[i].Kind == TokenKind.Word && restored[i].Confidence >= Sure)
                words[i] = new Word(restored[i].Folded, words[i].Plain);
    }

    /// <summary>
    /// The words with every short form of one reading written out, so that "bn tiền" is found as "bao nhiêu tiền".
    /// <paramref name="origin"/> tells which typed word each came from.
    /// </summary>
    private Word[] Expand(Word[] words, bool accentless, out int[] origin)
    {
        var readings = shortForms.FindAll(words, accentless).ToLookup(found => found.Start);
        var expanded = new List<Word>();
        var from = new List<int>();
        for (var i = 0; i < words.Length; i++)
        {
            var reading = readings[i].FirstOrDefault();
            var step = Math.Max(1, reading.Length);
            foreach (var word in reading.Value?.Words ?? [words[i]])
            {
                expanded.Add(word);
                from.Add(i);
            }

            i += step - 1;
        }

        origin = [.. from];
        return [.. expanded];
    }

    /// <summary>
    /// The longest cue wins; of equals the later one, where Vietnamese questions put what they ask. "Thế nào" asks for the steps only
    /// where nothing else is asked: "thanh toán thế nào" is about paying.
    /// </summary>
    private Aspect? ReadAspect(Word[] words, int[] origin, bool accentless, float[] weights)
    {
        Found<Aspect>? best = null;
        foreach (var found in aspects.FindAll(words, accentless, lenient: true))
        {
            LowerTyped(weights, origin, found.Start, found.End, AspectWeight);
            if (best is not { } held || Rank(found) >= Rank(held))
                best = found;
        }

        return best?.Value;

        static int Rank(Found<Aspect> found) => found.Value == Aspect.Steps ? 0 : found.Length;
    }

    /// <summary>Lowers the typed words all of whose expansion was found: "đăng ký" in "kt3" says nothing about "kt3".</summary>
    private static void LowerTyped(float[] weights, int[] origin, int start, int end, float weight)
    {
        var first = start > 0 && origin[start - 1] == origin[start] ? origin[start] + 1 : origin[start];
        var last = end < origin.Length && origin[end] == origin[end - 1] ? origin[end - 1] : origin[end - 1] + 1;
        Lower(weights, first, last, weight);
    }

    private static void Lower(float[] weights, int start, int end, float weight)
    {
        for (var i = start; i < end; i++)
            weights[i] = Math.Min(weights[i], weight);
    }

    /// <summary>What the words of an official wording count: "đăng ký" in "đăng ký kết hôn" says little.</summary>
    private float[] WeightsOf(Word[] words)
    {
        var weights = Enumerable.Repeat(1f, words.Length).ToArray();
        foreach (var filler in fillers.FindAll(words, accentless: false))
            Lower(weights, filler.Start, filler.End, Math.Max(filler.Value, LeastOfMeaning));
        return weights;
    }

    private sealed record Spelling(SpellingCorrector Corrector, Func<string, bool> IsKnown);
}
