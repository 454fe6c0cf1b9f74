using Outreach.Assistant.Knowledge;

namespace Outreach.Assistant.Retrieval;

/// <summary>What of an item can be searched.</summary>
internal static class Documents
{
    /// <summary>Long records repeat themselves; what a citizen would ask by stands at the beginning.</summary>
    private const int LongestBody = 6000;

    public static SearchDocument Of(Procedure procedure) => new(
        [.. NameVariants.Of(procedure.Name), .. procedure.Aliases],
        string.Join('\n', procedure.Field, procedure.Agency),
        Cut(string.Join('\n', [.. procedure.Documents, procedure.Result, procedure.Conditions, procedure.Where, .. procedure.Steps])),
        TraitsOf(procedure));

    public static SearchDocument Of(Faq faq) => new([faq.Question, .. faq.Phrasings], faq.Topic ?? "", Cut(faq.Answer), Traits.None, IsQuestion: true);

    private static Traits TraitsOf(Procedure procedure)
    {
        var traits = Traits.None;
        var level = procedure.AdministrativeLevel ?? "";
        if (level.Contains("Xã", StringComparison.Ordinal))
            traits |= Traits.Commune;
        else if (level.Contains("Tỉnh", StringComparison.Ordinal))
            traits |= Traits.Province;
        else if (level.Contains("Bộ", StringComparison.Ordinal))
            traits |= Traits.Ministry;
        else if (level.Length > 0)
            traits |= Traits.Abroad;
        if (procedure.Audience?.Contains("Công dân Việt Nam", StringComparison.Ordinal) == true)
            traits |= Traits.Citizen;
        return traits;
    }

    private static string Cut(string text) => text.Length <= LongestBody ? text : text[..LongestBody];
}
