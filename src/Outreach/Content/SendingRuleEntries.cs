using YamlDotNet.RepresentationModel;

namespace Outreach.Content;

/// <summary>The entries of the sending rules: dates, laws, and that what calls itself law has been verified.</summary>
internal sealed class SendingRuleEntries(ContentIndex index, DateOnly today)
{
    private static readonly string[] Provisions = ["hours", "cap", "label", "refusal", "requiresConsent", "doNotCall"];

    private readonly LawRules _laws = new(index, today);

    public IEnumerable<Finding> Check(YamlNode entry) =>
    [
        .. Basis(entry),
        .. Sense(entry),
        .. _laws.Citations(entry, mustBeInForce: !(entry.Date("validTo") < today)),
    ];

    private static IEnumerable<Finding> Basis(YamlNode entry)
    {
        if (entry.Text("basis") != "law")
            yield break;
        if (!entry.Items("legalBasis").Any())
            yield return new(entry.Field("basis").Line, "basis: law needs a legalBasis");
        if (!entry.Flag("verified"))
            yield return new(entry.Field("verified").Line, "verified: what is not verified is not law; write basis: caution");
    }

    private static IEnumerable<Finding> Sense(YamlNode entry)
    {
        if (!Provisions.Any(name => entry.Field(name) is not null))
            yield return new(entry.Line, $"asks for nothing; give one of {string.Join(", ", Provisions)}");
        if (entry.Field("hours") is { } hours && hours.Text("from") is { } from && from == hours.Text("to"))
            yield return new(hours.Line, $"hours: from and to are both {from}; leave hours out if every hour is allowed");
        if (entry.Field("doNotCallMaxAgeHours") is { } age && !entry.Flag("doNotCall"))
            yield return new(age.Line, "doNotCallMaxAgeHours: means nothing without doNotCall: true");
        if (entry.Date("validFrom") > entry.Date("validTo"))
            yield return new(entry.Field("validTo").Line, "validTo: is before validFrom");
    }
}
