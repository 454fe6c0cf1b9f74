using Outreach.Assistant.Knowledge;
using Outreach.Language.Accents;
using Outreach.Language.Spelling;

namespace Outreach.Assistant.Retrieval;

/// <summary>Finds what a question means: reads it, ranks procedures and common questions, and says whether it is about public services.</summary>
internal sealed class Retriever
{
    /// <summary>Enough to learn the words from; the rest of a record repeats them.</summary>
    private const int PapersRead = 3;

    private readonly IReadOnlyList<Procedure> procedures;
    private readonly IReadOnlyList<Faq> faqs;
    private readonly SearchIndex procedureIndex;
    private readonly SearchIndex faqIndex;
    private readonly TopicModel topics;
    private readonly TalkIndex talk;
    private readonly RankingWeights weights;

    public Retriever(IReadOnlyList<Procedure> procedures, IReadOnlyList<Faq> faqs, Lexicon lexicon, RankingWeights weights)
    {
        (this.procedures, this.faqs, this.weights) = (procedures, faqs, weights);
        var read = new WordReader();
        var accents = weights.RestoresMarks ? AccentModel.Train(MarkedTexts(lexicon)) : AccentModel.Empty;
        Reader = new QuestionReader(lexicon, procedures.Select(procedure => procedure.Name), accents, read);
        procedureIndex = IndexBuilder.Build([.. procedures.Select(procedure => Documents.Of(procedure, weights.KnowsPartsOfNames))], Reader, read, weights);
        faqIndex = IndexBuilder.Build([.. faqs.Select(Documents.Of)], Reader, read, weights);
        talk = new TalkIndex(lexicon, Reader, read, weights);
        topics = new TopicModel(
            procedures.SelectMany(procedure => procedure.Aliases.Prepend(procedure.Name)).Concat(faqs.SelectMany(faq => faq.Phrasings.Prepend(faq.Question))),
            lexicon,
            read.Split);
        if (weights.CorrectsSlips)
            Reader.Spell(SpellingOfNames(read), KnownIn(read));
    }

    public QuestionReader Reader { get; }

    public Findings Find(Question question)
    {
        var foundProcedures = procedureIndex.Search(question, weights.Procedures, Findings.Most);
        var foundFaqs = faqIndex.Search(question, weights.Faqs, Findings.Most);
        var scope = ScopeEvidence.Of(question, topics, foundProcedures, foundFaqs, talk.Nearest(question));
        return new Findings(
            Matches(foundProcedures, i => procedures[i], procedure => procedure.Code, weights.ProcedureConfidence),
            Matches(foundFaqs, i => faqs[i], faq => faq.Id, weights.FaqConfidence),
            ScopeEvidence.Probability(scope, weights.Scope));
    }

    /// <summary>What the rankings are learned from.</summary>
    public IReadOnlyList<(string Id, float[] Evidence)> GatherProcedures(string question) =>
        [.. procedureIndex.Gather(Reader.Read(question)).Select(candidate => (procedures[candidate.Document].Code, candidate.Evidence))];

    public IReadOnlyList<(string Id, float[] Evidence)> GatherFaqs(string question) =>
        [.. faqIndex.Gather(Reader.Read(question)).Select(candidate => (faqs[candidate.Document].Id, candidate.Evidence))];

    /// <summary>What scope is learned from.</summary>
    public float[] ScopeOf(string text)
    {
        var question = Reader.Read(text);
        return ScopeEvidence.Of(
            question, topics, procedureIndex.Search(question, weights.Procedures, 1), faqIndex.Search(question, weights.Faqs, 1), talk.Nearest(question));
    }

    /// <summary>The first of either ranking with what its confidence is learned from.</summary>
    public ((string Id, float[] Evidence)? Procedure, (string Id, float[] Evidence)? Faq) First(string text)
    {
        var question = Reader.Read(text);
        return (
            procedureIndex.Search(question, weights.Procedures, 1) is [var procedure] ? (procedures[procedure.Document].Code, Confidence.Evidence(procedure)) : null,
            faqIndex.Search(question, weights.Faqs, 1) is [var faq] ? (faqs[faq.Document].Id, Confidence.Evidence(faq)) : null);
    }

    /// <summary>What marked Vietnamese looks like: official names and papers, common questions, and how people talk.</summary>
    private IEnumerable<string> MarkedTexts(Lexicon lexicon) =>
        procedures.SelectMany(procedure => procedure.Documents.Take(PapersRead).Append(procedure.Name).Append(procedure.Field ?? ""))
            .Concat(faqs.SelectMany(faq => faq.Phrasings.Append(faq.Question).Append(faq.Answer)))
            .Concat(lexicon.Synonyms.SelectMany(group => group.Said.Concat(group.Means)))
            .Concat(lexicon.OffTopic.Values.SelectMany(sentences => sentences))
            .Concat(lexicon.OnTopic);

    /// <summary>The words of names are what a mistyped word may have meant.</summary>
    private SpellingCorrector SpellingOfNames(WordReader read) => SpellingCorrector.Build(
        procedures.Select(procedure => procedure.Name).Concat(faqs.Select(faq => faq.Question)).SelectMany(read.Split)
            .CountBy(word => word.Plain).Select(word => (word.Key, word.Value)));

    private Func<string, bool> KnownIn(WordReader read)
    {
        var said = read.Known();
        return word => said.Contains(word) || procedureIndex.Knows(word) || faqIndex.Knows(word);
    }

    private static List<Match<T>> Matches<T>(IReadOnlyList<Hit> hits, Func<int, T> item, Func<T, string> id, IReadOnlyList<float> confidence) =>
        [.. hits.Select((hit, rank) => new Match<T>(item(hit.Document), id(item(hit.Document)), Confidence.Of(hits, rank, confidence)))];
}
