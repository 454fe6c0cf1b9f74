using Outreach.Content.Zns;
using Outreach.Language;
using YamlDotNet.RepresentationModel;

namespace Outreach.Content;

/// <summary>A ready message fits its channels with what the sending rules put in front, says how to refuse, and its two text-message variants agree.</summary>
internal sealed class MessageRules(ContentIndex index, DateOnly today)
{
    // Zalo OA text: 2000 characters. Telegram: 4096, or 1024 as caption of a picture.
    private const int ZaloLength = 2000;
    private const int TelegramLength = 4096;
    private const int TelegramCaptionLength = 1024;

    private readonly LawRules _laws = new(index, today);
    private readonly ZnsRules _zns = new(index);

    public IEnumerable<Finding> Check(YamlNode root) =>
    [
        .. References(root),
        .. Period(root),
        .. _laws.Citations(root, mustBeInForce: !(root.Date("validTo") < today)),
        .. Lengths(root),
        .. Refusals(root),
        .. PlainSms(root.Field("variants")),
        .. _zns.Check(root),
        .. TemplateWords(root),
    ];

    private IEnumerable<Finding> References(YamlNode root)
    {
        foreach (var item in root.Items("procedures"))
            if (item.AsText() is { } code && !index.Has(ContentKind.Procedure, code))
                yield return new(item.Line, $"procedures: no procedure has the code '{code}'");
        if (root.Text("infographic") is { } id && !index.Has(ContentKind.Infographic, id))
            yield return new(root.Field("infographic").Line, $"infographic: no infographic has the id '{id}'");
    }

    private static IEnumerable<Finding> Period(YamlNode root)
    {
        if (root.Date("validFrom") > root.Date("validTo"))
            yield return new(root.Field("validTo").Line, "validTo: is before validFrom");
    }

    private IEnumerable<Finding> Lengths(YamlNode root)
    {
        var variants = root.Field("variants");
        var telegram = root.Text("infographic") is null ? TelegramLength : TelegramCaptionLength;
        return
        [
            .. AtMost(variants, "zalo", Label(root, "zalo"), ZaloLength, "characters"),
            .. AtMost(variants, "telegram", Label(root, "telegram"), telegram, telegram == TelegramCaptionLength ? "characters beside a picture" : "characters"),
            .. AtMostParts(variants, "sms", Label(root, "sms")),
            .. AtMostParts(variants, "smsPlain", Label(root, "sms")),
        ];
    }

    private static IEnumerable<Finding> AtMost(YamlNode? variants, string name, string? label, int limit, string unit)
    {
        if (variants.Text(name) is { } text && SendingText.WithLabel(text, label).Length is var length && length > limit)
            yield return new(variants.Field(name).Line, $"variants.{name}: {length} {unit}{With(label)}; the limit is {limit}");
    }

    private static IEnumerable<Finding> AtMostParts(YamlNode? variants, string name, string? label)
    {
        if (variants.Text(name) is not { } text) yield break;
        var length = SmsLength.Measure(SendingText.WithLabel(text, label));
        if (length.Parts > SmsLength.MostParts)
            yield return new(
                variants.Field(name).Line,
                $"variants.{name}: {length.Units} characters{With(label)} make {length.Parts} SMS parts; the limit is {SmsLength.MostParts}");
    }

    private static string With(string? label) => label is null ? "" : $" with the label {label}";

    // Pages and posts are not sent to anybody, so nobody refuses them.
    private IEnumerable<Finding> Refusals(YamlNode root)
    {
        var variants = root.Field("variants");
        foreach (var (name, channel) in new[] { ("zalo", "zalo"), ("sms", "sms"), ("smsPlain", "sms"), ("telegram", "telegram") })
            if (variants.Text(name) is { } text
                && Rules(root, channel).FirstOrDefault(rule => rule.Refusal is { } phrases && !SendingText.SaysHowToRefuse(text, phrases)) is { } rule)
                yield return new(
                    variants.Field(name).Line,
                    $"variants.{name}: does not say how to refuse, as rule '{rule.Id}' asks; use one of {string.Join(", ", rule.Refusal!)}");
    }

    /// <summary>A template's words cannot be added to after its approval: label and way out must be in them.</summary>
    private IEnumerable<Finding> TemplateWords(YamlNode root)
    {
        if (root.Field("zns") is not { } zns || zns.Text("text") is not { } text)
            yield break;
        var line = zns.Field("text").Line;
        if (Label(root, "zns") is { } label && !text.StartsWith(label, StringComparison.Ordinal))
            yield return new(line, $"zns.text: does not begin with {label}; an approved template cannot be given it later");
        if (Rules(root, "zns").FirstOrDefault(rule => rule.Refusal is { } phrases && !SendingText.SaysHowToRefuse(text, phrases)) is { } rule)
            yield return new(line, $"zns.text: does not say how to refuse, as rule '{rule.Id}' asks; use one of {string.Join(", ", rule.Refusal!)}");
    }

    private string? Label(YamlNode root, string channel) => Rules(root, channel).Select(rule => rule.Label).FirstOrDefault(label => label is not null);

    /// <summary>As of the first day the message may be sent from now on; none for one that has ended or has no known class.</summary>
    private IEnumerable<SendingRule> Rules(YamlNode root, string channel)
    {
        if (!Enum.TryParse<MessageClass>(root.Text("class"), ignoreCase: true, out var kind) || root.Date("validTo") < today)
            return [];
        var day = root.Date("validFrom") is { } first && first > today ? first : today;
        return index.SendingRules.Where(rule => rule.Concerns(kind, channel) && rule.IsValidOn(day));
    }

    private static IEnumerable<Finding> PlainSms(YamlNode? variants)
    {
        if (variants.Text("smsPlain") is not { } plain) yield break;
        var line = variants.Field("smsPlain").Line;
        if (SmsLength.FirstOutsideGsm7(plain) is { } outside)
            yield return new(line, $"variants.smsPlain: '{outside}' (U+{outside.Value:X4}) is not in the GSM-7 alphabet");
        if (variants.Text("sms") is { } marked && FirstDifference(VietnameseMarks.Strip(marked), plain) is var (expected, found))
            yield return new(line, $"variants.smsPlain: differs from sms without its marks: expected '{expected}', found '{found}'");
    }

    // Word by word, so that lines may be broken differently.
    private static (string Expected, string Found)? FirstDifference(string expected, string found)
    {
        var (wanted, actual) = (Words(expected), Words(found));
        for (var i = 0; i < Math.Max(wanted.Length, actual.Length); i++)
        {
            var (left, right) = (wanted.ElementAtOrDefault(i) ?? "(end)", actual.ElementAtOrDefault(i) ?? "(end)");
            if (left != right) return (left, right);
        }
        return null;
    }

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
