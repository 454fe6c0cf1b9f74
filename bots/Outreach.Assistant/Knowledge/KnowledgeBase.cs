using System.Collections.Frozen;
using Outreach.Assistant.Dialogs;
using Outreach.Assistant.Retrieval;
using Outreach.Language.Accents;

namespace Outreach.Assistant.Knowledge;

/// <summary>
/// Everything the assistant knows, indexed once and never changed: new content is a new knowledge base. Safe to share
/// between conversations.
/// </summary>
public sealed class KnowledgeBase
{
    /// <summary>Enough to learn the words from; the rest of a record repeats them.</summary>
    private const int PapersRead = 3;

    private readonly FrozenDictionary<string, Procedure> byCode;
    private readonly SearchIndex procedureIndex;
    private readonly SearchIndex faqIndex;
    private readonly TopicModel topics;
    private readonly TalkIndex talk;
    private readonly RankingWeights weights;

    private KnowledgeBase(IReadOnlyList<Procedure> procedures, IReadOnlyList<Faq> faqs, Lexicon lexicon, RankingWeights weights)
    {
        (Procedures, Faqs, this.weights) = (procedures, faqs, weights);
        byCode = procedures.DistinctBy(procedure => procedure.Code).ToFrozenDictionary(procedure => procedure.Code);
        var read = new WordReader();
        Reader = new QuestionReader(lexicon, procedures.Select(procedure => procedure.Name), AccentModel.Train(Texts(lexicon)), read);
        Intents = new IntentBook(lexicon);
        procedureIndex = IndexBuilder.Build([.. procedures.Select(Documents.Of)], Reader, read, weights);
        faqIndex = IndexBuilder.Build([.. faqs.Select(Documents.Of)], Reader, read, weights);
        talk = new TalkIndex(lexicon, Reader, read, weights);
        topics = new TopicModel(
            procedures.SelectMany(procedure => procedure.Aliases.Prepend(procedure.Name)).Concat(faqs.SelectMany(faq => faq.Phrasings.Prepend(faq.Question))),
            lexicon,
            read.Split);
    }

    public IReadOnlyList<Procedure> Procedures { get; }

    public IReadOnlyList<Faq> Faqs { get; }

    /// <summary>Units and laws of today.</summary>
    public Registers Registers { get; private init; } = Registers.None;

    internal QuestionReader Reader { get; }

    internal IntentBook Intents { get; }

    /// <param name="weights">For measuring only; the default is what the program uses.</param>
    public static KnowledgeBase Build(
        IEnumerable<Procedure> procedures, IEnumerable<Faq> faqs, Lexicon lexicon, RankingWeights? weights = null, Registers? registers = null) =>
        new([.. procedures], [.. faqs], lexicon, weights ?? RankingWeights.Default) { Registers = registers ?? Registers.None };

    /// <summary>The procedure with that code; null when the catalogue has none.</summary>
    public Procedure? Procedure(string code) => byCode.GetValueOrDefault(code);

    public Faq? Faq(string id) => Faqs.FirstOrDefault(faq => faq.Id == id);

    /// <summary>What fits a question, without a conversation around it.</summary>
    public Findings Find(string question) => Find(Reader.Read(question));

    internal Findings Find(Question question)
    {
        var procedures = procedureIndex.Search(question, weights.Procedures, Findings.Most);
        var faqs = faqIndex.Search(question, weights.Faqs, Findings.Most);
        var scope = ScopeEvidence.Probability(ScopeEvidence.Of(question, topics, procedures, faqs, talk.Nearest(question)), weights.Scope);
        return new Findings(
            Matches(procedures, i => Procedures[i], procedure => procedure.Code, weights.ProcedureConfidence),
            Matches(faqs, i => Faqs[i], faq => faq.Id, weights.FaqConfidence),
            scope);
    }

    /// <summary>The first of either ranking with what its confidence is read from; for learning.</summary>
    internal (string? Procedure, float[] ProcedureEvidence, string? Faq, float[] FaqEvidence) First(string text)
    {
        var question = Reader.Read(text);
        var procedures = procedureIndex.Search(question, weights.Procedures, 1);
        var faqs = faqIndex.Search(question, weights.Faqs, 1);
        return (
            procedures.Count > 0 ? Procedures[procedures[0].Document].Code : null, procedures.Count > 0 ? Confidence.Evidence(procedures[0]) : [],
            faqs.Count > 0 ? Faqs[faqs[0].Document].Id : null, faqs.Count > 0 ? Confidence.Evidence(faqs[0]) : []);
    }

    internal float[] ScopeOf(string text)
    {
        var question = Reader.Read(text);
        return ScopeEvidence.Of(question, topics, procedureIndex.Search(question, weights.Procedures, 1), faqIndex.Search(question, weights.Faqs, 1), talk.Nearest(question));
    }

    internal IReadOnlyList<(string Id, float[] Evidence)> GatherProcedures(string question) =>
        [.. procedureIndex.Gather(Reader.Read(question)).Select(candidate => (Procedures[candidate.Document].Code, candidate.Evidence))];

    internal IReadOnlyList<(string Id, float[] Evidence)> GatherFaqs(string question) =>
        [.. faqIndex.Gather(Reader.Read(question)).Select(candidate => (Faqs[candidate.Document].Id, candidate.Evidence))];

    /// <summary>What marked Vietnamese looks like: official names and papers, common questions, and how people talk.</summary>
    private IEnumerable<string> Texts(Lexicon lexicon) =>
        Procedures.SelectMany(procedure => procedure.Documents.Take(PapersRead).Append(procedure.Name).Append(procedure.Field ?? ""))
            .Concat(Faqs.SelectMany(faq => faq.Phrasings.Append(faq.Question).Append(faq.Answer)))
            .Concat(lexicon.Synonyms.SelectMany(group => group.Said.Concat(group.Means)))
            .Concat(lexicon.OffTopic.Values.SelectMany(sentences => sentences))
            .Concat(lexicon.OnTopic);

    private static List<Match<T>> Matches<T>(IReadOnlyList<Hit> hits, Func<int, T> item, Func<T, string> id, IReadOnlyList<float> confidence) =>
        [.. hits.Select((hit, rank) => new Match<T>(item(hit.Document), id(item(hit.Document)), Confidence.Of(hits, rank, confidence)))];
}
