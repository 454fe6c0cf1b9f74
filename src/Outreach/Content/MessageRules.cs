using Outreach.Language;
using YamlDotNet.RepresentationModel;

namespace Outreach.Content;

/// <summary>A ready message fits its channels, and its two text-message variants say the same.</summary>
internal sealed class MessageRules(ContentIndex index, DateOnly today)
{
    // Zalo OA text: 2000 characters. Telegram: 4096, or 1024 as caption of a picture. Vietnamese operators carry at most
    // 3 parts on most brand-name routes.
    private const int ZaloLength = 2000;
    private const int TelegramLength = 4096;
    private const int TelegramCaptionLength = 1024;
    private const int SmsParts = 3;

    private readonly LawRules _laws = new(index, today);

    public IEnumerable<Finding> Check(YamlNode root) =>
    [
        .. References(root),
        .. Period(root),
        .. _laws.Citations(root, mustBeInForce: !(root.Date("validTo") < today)),
        .. Lengths(root),
        .. PlainSms(root.Field("variants")),
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

    private static IEnumerable<Finding> Lengths(YamlNode root)
    {
        var variants = root.Field("variants");
        var telegram = root.Text("infographic") is null ? TelegramLength : TelegramCaptionLength;
        return
        [
            .. AtMost(variants, "zalo", ZaloLength, "characters"),
            .. AtMost(variants, "telegram", telegram, telegram == TelegramCaptionLength ? "characters beside a picture" : "characters"),
            .. AtMostParts(variants, "sms"),
            .. AtMostParts(variants, "smsPlain"),
        ];
    }

    private static IEnumerable<Finding> AtMost(YamlNode? variants, string name, int limit, string unit)
    {
        if (variants.Text(name) is { } text && text.Length > limit)
            yield return new(variants.Field(name).Line, $"variants.{name}: {text.Length} {unit}; the limit is {limit}");
    }

    private static IEnumerable<Finding> AtMostParts(YamlNode? variants, string name)
    {
        if (variants.Text(name) is not { } text) yield break;
        var length = SmsLength.Measure(text);
        if (length.Parts > SmsParts)
            yield return new(
                variants.Field(name).Line,
                $"variants.{name}: {length.Units} characters make {length.Parts} SMS parts; the limit is {SmsParts}");
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
