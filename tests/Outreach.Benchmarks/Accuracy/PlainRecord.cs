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
