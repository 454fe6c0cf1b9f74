using System.Collections.Frozen;
using Outreach.Assistant.Dialogs;
using Outreach.Assistant.Retrieval;

namespace Outreach.Assistant.Knowledge;

/// <summary>
/// Everything the assistant knows, indexed once and never changed: new content is a new knowledge base. Safe to share
/// between conversations.
/// </summary>
public sealed class KnowledgeBase
{
    private readonly FrozenDictionary<string, Procedure> byCode;

    private KnowledgeBase(IReadOnlyList<Procedure> procedures, IReadOnlyList<Faq> faqs, Lexicon lexicon, RankingWeights weights)
    {
        (Procedures, Faqs) = (procedures, faqs);
        byCode = procedures.DistinctBy(procedure => procedure.Code).ToFrozenDictionary(procedure => procedure.Code);
        Retriever = new Retriever(procedures, faqs, lexicon, weights);
        Intents = new IntentBook(lexicon);
    }

    public IReadOnlyList<Procedure> Procedures { get; }

    public IReadOnlyList<Faq> Faqs { get; }

    /// <summary>Units and laws of today.</summary>
    public Registers Registers { get; private init; } = Registers.None;

    internal Retriever Retriever { get; }

    internal QuestionReader Reader => Retriever.Reader;

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

    internal Findings Find(Question question) => Retriever.Find(question);
}
