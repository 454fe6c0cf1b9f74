using System.Text;
using Outreach.Assistant.Knowledge;
using Outreach.Language;

namespace Outreach.Benchmarks.Accuracy;

/// <summary>A record as the other engines get it: without marks, for none of them knows Vietnamese.</summary>
/// <param name="Body">The fields ours reads too: field, agency, papers, steps, result; the answer of a common question.</param>
internal sealed record PlainRecord(string Id, string Name, string Body)
{
    public static IReadOnlyList<PlainRecord> Of(IEnumerable<Procedure> procedures) =>
        [.. procedures.Select(procedure => new PlainRecord(procedure.Code, Plain(procedure.Name), Plain(Rest(procedure))))];

    public static IReadOnlyList<PlainRecord> Of(IEnumerable<Faq> faqs) =>
        [.. faqs.Select(faq => new PlainRecord(faq.Id, Plain(faq.Question), Plain(faq.Answer)))];

    /// <summary>Lower case, no marks, composed or decomposed alike; no zero bytes, which PostgreSQL refuses.</summary>
    public static string Plain(string text) => VietnameseMarks.Strip(UnicodeRepair.Repair(text)).ToLowerInvariant().Replace('\0', ' ');

    /// <summary>The words of a question, each once: letters and digits only, so that none is read as an operator.</summary>
    public static IEnumerable<string> Words(string question)
    {
        var words = new StringBuilder();
        foreach (var c in Plain(question))
            words.Append(char.IsLetterOrDigit(c) ? c : ' ');
        return words.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct();
    }

    private static string Rest(Procedure procedure) => string.Join(
        '\n',
        [procedure.Field, procedure.Agency, .. procedure.Documents, procedure.Result, procedure.Conditions, procedure.Where, .. procedure.Steps]);
}

/// <summary>The same records for the other engines.</summary>
/// <param name="Fields">Which of them, in words.</param>
internal sealed record PlainCorpus(string Fields, IReadOnlyList<PlainRecord> Procedures, IReadOnlyList<PlainRecord> Faqs)
{
    public static PlainCorpus Of(Corpus corpus) => new("all fields", PlainRecord.Of(corpus.Procedures), PlainRecord.Of(corpus.Faqs));

    /// <summary>
    /// Names and questions alone. Over all fields these engines find less: how rare a word is they count over whole records, where
    /// the words of names are common, or not at all.
    /// </summary>
    public PlainCorpus NamesOnly => new("names", [.. Procedures.Select(Name)], [.. Faqs.Select(Name)]);

    private static PlainRecord Name(PlainRecord record) => record with { Body = "" };
}
