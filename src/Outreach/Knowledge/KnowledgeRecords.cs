using Outreach.Assistant.Knowledge;
using Outreach.Content;
using Outreach.Knowledge.Learning;

namespace Outreach.Knowledge;

/// <summary>Everything that goes into the index, before it is indexed.</summary>
/// <param name="Generation">The generation of the stored knowledge these were read at.</param>
public sealed record KnowledgeRecords(long Generation, IReadOnlyList<Procedure> Procedures, IReadOnlyList<Faq> Faqs, Lexicon Lexicon)
{
    /// <summary>The content folder alone.</summary>
    public static KnowledgeRecords Of(ContentLibrary content, ContentOptions options)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(options);
        return new(0, content.Procedures, content.Faqs, LexiconFile.ReadFolder(Path.Combine(options.Directory, "lexicon"))) { Registers = RegistersOf(content) };
    }

    /// <summary>Units and laws of today.</summary>
    public Registers Registers { get; init; } = Registers.None;

    public KnowledgeBase Build() => KnowledgeBase.Build(Procedures, Faqs, Lexicon, registers: Registers);

    /// <summary>The same with one more change applied; one whose target is gone changes nothing.</summary>
    public KnowledgeRecords With(KnowledgeChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change.Kind switch
        {
            ChangeKind.Procedure => this with { Procedures = [.. Procedures.Select(procedure => procedure.Code == change.Target ? Called(procedure, change) : procedure)] },
            ChangeKind.Faq => this with { Faqs = [.. Faqs.Select(faq => faq.Id == change.Target ? Called(faq, change) : faq)] },
            _ => Faqs.Any(faq => faq.Id == change.Target) ? this : this with { Faqs = [.. Faqs, change.NewFaq!] },
        };
    }

    private static Registers RegistersOf(ContentLibrary content) => new(
        UnitBook.Of(content.Units),
        LawBook.Of(content.Laws.Where(law => law.Expires is not null).Select(law => new EndingLaw(law.Id, law.Expires!.Value, law.ReplacedBy))));

    private static Procedure Called(Procedure procedure, KnowledgeChange change) =>
        procedure with { Aliases = [.. procedure.Aliases.Union(change.PhrasingList)] };

    private static Faq Called(Faq faq, KnowledgeChange change) => faq with { Phrasings = [.. faq.Phrasings.Union(change.PhrasingList)] };
}
