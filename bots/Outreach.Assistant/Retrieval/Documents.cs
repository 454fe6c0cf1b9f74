using Outreach.Assistant.Knowledge;

namespace Outreach.Assistant.Retrieval;

/// <summary>What of an item can be searched.</summary>
internal static class Documents
{
    /// <summary>Long records repeat themselves; what a citizen would ask by stands at the beginning.</summary>
    private const int LongestBody = 6000;

    public static SearchDocument Of(Procedure procedure, bool withParts) => new(
        [.. withParts ? NameVariants.Of(procedure.Name) : [procedure.Name], .. procedure.Aliases],
        string.Join('\n', procedure.Field, procedure.Agency),
        Cut(string.Join('\n', [.. procedure.Documents, procedure.Result, procedure.Conditions, procedure.Where, .. procedure.Steps])),
        IsCommune: procedure.AdministrativeLevel?.Contains("Xã", StringComparison.Ordinal) == true);

    public static SearchDocument Of(Faq faq) => new([faq.Question, .. faq.Phrasings], faq.Topic ?? "", Cut(faq.Answer), IsQuestion: true);

    private static string Cut(string text) => text.Length <= LongestBody ? text : text[..LongestBody];
}
