using System.Globalization;
using Outreach.Assistant.Knowledge;
using Outreach.Content.Zns;
using YamlDotNet.RepresentationModel;

namespace Outreach.Content;

/// <summary>Turns documents that passed their schema into records. The words on the left are the ones of the files.</summary>
internal static class ContentRecords
{
    public static Procedure Procedure(YamlNode node) => new()
    {
        Code = node.Text("code")!,
        Name = node.Text("name")!,
        Aliases = node.Texts("aliases"),
        Field = node.Text("field"),
        Agency = node.Text("agency"),
        Level = Level(node.Text("level")),
        Essential = node.Whole("essential"),
        Documents = node.Texts("documents"),
        Time = node.Text("time"),
        Fees = [.. node.Items("fees").Select(Fee)],
        Payment = node.Text("payment"),
        Steps = node.Texts("steps"),
        Where = node.Text("where"),
        Result = node.Text("result"),
        Conditions = node.Text("conditions"),
        LegalBasis = node.Texts("legalBasis"),
        Link = node.Link("link"),
        SupersededBy = node.Text("supersededBy"),
        Source = Source(node),
    };

    public static Faq Faq(YamlNode node) => new()
    {
        Id = node.Text("id")!,
        Question = node.Text("question")!,
        Phrasings = node.Texts("phrasings"),
        Answer = node.Text("answer")!,
        Topic = node.Text("topic"),
        Link = node.Link("link"),
        LegalBasis = node.Texts("legalBasis"),
        ValidUntil = node.Date("validUntil"),
        Source = Source(node),
    };

    public static Law Law(YamlNode node) => new(
        node.Text("id")!,
        node.Text("title")!,
        node.Date("inForce"),
        node.Date("expires"),
        node.Text("replacedBy"),
        Verified: node.Flag("verified"));

    public static ReadyMessage Message(YamlNode node) => new()
    {
        Id = node.Text("id")!,
        Title = node.Text("title")!,
        Class = Word<MessageClass>(node.Text("class")!),
        Topic = node.Text("topic"),
        Audience = [.. node.Texts("audience").Select(Word<Audience>)],
        Procedures = node.Texts("procedures"),
        Infographic = node.Text("infographic"),
        LegalBasis = node.Texts("legalBasis"),
        ValidFrom = node.Date("validFrom"),
        ValidTo = node.Date("validTo"),
        Variants = Variants(node.Field("variants")),
        Zns = node.Field("zns") is { } zns ? Zns(zns) : null,
        Source = Source(node),
    };

    public static Infographic Infographic(YamlNode node) => new()
    {
        Id = node.Text("id")!,
        Template = node.Text("template")!,
        Procedure = node.Text("procedure")!,
        Title = node.Text("title")!,
        Subtitle = node.Text("subtitle"),
        Show = [.. node.Texts("show").Select(Word<InfographicFact>)],
        Note = node.Text("note"),
        Alt = node.Text("alt")!,
    };

    public static SendingRule SendingRule(YamlNode node) => new()
    {
        Id = node.Text("id")!,
        Basis = Word<RuleBasis>(node.Text("basis")!),
        Channel = node.Text("channel") is "any" ? null : node.Text("channel"),
        Classes = [.. node.Texts("classes").Select(Word<MessageClass>)],
        Hours = node.Field("hours") is { } hours ? new(Time(hours.Text("from")!), Time(hours.Text("to")!)) : null,
        Cap = node.Field("cap") is { } cap ? new(cap.Whole("count")!.Value, TimeSpan.FromHours(cap.Whole("hours")!.Value)) : null,
        Label = node.Text("label"),
        Refusal = node.Field("refusal") is null ? null : node.Texts("refusal"),
        RequiresConsent = node.Flag("requiresConsent"),
        DoNotCall = node.Flag("doNotCall"),
        DoNotCallMaxAge = node.Whole("doNotCallMaxAgeHours") is { } age ? TimeSpan.FromHours(age) : null,
        LegalBasis = node.Texts("legalBasis"),
        ValidFrom = node.Date("validFrom"),
        ValidTo = node.Date("validTo"),
        Source = Source(node),
        Verified = node.Flag("verified"),
    };

    private static TimeOnly Time(string text) => TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);

    private static Fee Fee(YamlNode node) => new(
        node.Whole("amount"),
        node.Text("case"),
        node.Text("channel"),
        node.Text("per"),
        node.Date("from"),
        node.Date("until"),
        node.Text("basis"),
        node.Text("note"));

    private static MessageVariants Variants(YamlNode? node) => new(
        node.Text("zalo")!,
        node.Text("sms")!,
        node.Text("smsPlain")!,
        node.Text("telegram")!,
        node.Text("facebook")!,
        node.Text("web")!);

    private static ZnsMessage Zns(YamlNode node) => new(
        node.Text("template")!,
        node.Text("text")!,
        [.. node.Items("buttons").Select(button => new ZnsButton(button.Text("title")!, button.Text("url")!))],
        [.. node.Items("parameters").Select(ZnsParameter).OfType<ZnsParameter>()]);

    /// <summary>Null for one that has not the shape of the schema.</summary>
    public static ZnsParameter? ZnsParameter(YamlNode node) =>
        node.Text("name") is { } name && Enum.TryParse<ZnsType>(node.Text("type"), ignoreCase: true, out var type)
            && (node.Text("field") is null || ZnsFields.Find(node.Text("field")) is not null)
            ? new(name, type, node.Text("value"), ZnsFields.Find(node.Text("field")), node.Text("otherwise"), node.Whole("maxLength"))
            : null;

    private static Source Source(YamlNode node)
    {
        var source = node.Field("source");
        return new Source(source.Text("name")!, source.Date("date")!.Value, source.Text("decision"), source.Link("link"));
    }

    private static OnlineLevel Level(string? word) => word switch
    {
        "toàn trình" => OnlineLevel.Full,
        "một phần" => OnlineLevel.Partial,
        "không trực tuyến" => OnlineLevel.Offline,
        _ => OnlineLevel.Unknown,
    };

    private static T Word<T>(string word) where T : struct, Enum => Enum.Parse<T>(word, ignoreCase: true);
}
