using Outreach.Content;
using Outreach.Content.Zns;
using Outreach.Delivery;

namespace Outreach.Campaigns;

/// <summary>
/// A message's Zalo template, filled with what is the same for everybody. What is each citizen's own is named in it and filled in
/// when it leaves, so that what is approved and kept holds nobody's name. Pure.
/// </summary>
internal static class TemplateRendition
{
    /// <summary>The template, or what keeps it from being sent.</summary>
    public static (MessageTemplate? Template, string? Flaw) Of(ZnsMessage zns, ZnsFacts facts)
    {
        var values = new Dictionary<string, string>();
        var own = new Dictionary<string, ContactValue>();
        foreach (var parameter in zns.Parameters)
        {
            if (parameter.FlawWith(facts) is { } flaw)
                return (null, $"parameter “{parameter.Name}”: {flaw.Part} {flaw.Words}");
            if (parameter.IsPersonal)
                own[parameter.Name] = new(parameter.Field == ZnsField.ContactName ? ContactFact.Name : ContactFact.Unit, parameter.Longest, parameter.Otherwise!);
            else
                values[parameter.Name] = parameter.ValueFrom(facts)!;
        }

        return (new MessageTemplate(zns.Template, values) { FromContact = own.Count == 0 ? null : own }, null);
    }

    /// <summary>What it will say, for those who approve it; what is each citizen's own stays in its angle brackets.</summary>
    public static string Words(ZnsMessage zns, ZnsFacts facts)
    {
        var words = zns.Words.Trim();
        foreach (var parameter in zns.Parameters)
        {
            if (!parameter.IsPersonal && parameter.ValueFrom(facts) is { } value)
                words = words.Replace($"<{parameter.Name}>", value, StringComparison.Ordinal);
        }

        return words;
    }
}
