using System.ComponentModel.DataAnnotations;
using Outreach.Delivery;

namespace Outreach.Channels.SmsGateway;

/// <summary>
/// A Vietnamese brand-name gateway, described rather than programmed, since every aggregator has its own interface. Section
/// <c>Channels:SmsGateway</c>; <see cref="Preset"/> fills in what is known of one of them, and every setting overrides it. Paths
/// lie below <c>BaseUrl</c>. Templates hold placeholders in braces, escaped for where they stand: <c>{phone}</c>, <c>{text}</c>,
/// <c>{messageId}</c> (32 hex digits, the same however often a message is sent), <c>{brandname}</c>, <c>{unicode}</c>,
/// <c>{callback}</c> (our receipts' address), <c>{token}</c>, <c>{session}</c>, <c>{secret:NAME}</c>. Fields of answers and
/// receipts are named by a dotted path such as <c>data.tranId</c>.
/// </summary>
public sealed class SmsGatewayOptions() : ProviderOptions(Section, Nowhere, messagesPerSecond: 5, price: 1000)
{
    public const string Section = "Channels:SmsGateway";

    private const string Nowhere = "https://sms-gateway.invalid/";

    /// <summary>A description that is shipped: <c>esms</c> or <c>speedsms</c>. Default none: everything is described here.</summary>
    public string? Preset { get; set; }

    /// <summary>The registered sender name.</summary>
    public string? Brandname { get; set; }

    /// <summary>Keys and passwords by the names that templates call them by.</summary>
    public Dictionary<string, string> Secrets { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How the gateway writes numbers. Default <c>84901234567</c>.</summary>
    public PhoneFormat PhoneFormat { get; set; } = PhoneFormat.International;

    /// <summary>How <c>{text}</c> is written. Default as it is.</summary>
    public TextEncoding TextEncoding { get; set; } = TextEncoding.Plain;

    /// <summary>Whether marks and typographic signs are taken off before sending. Default true: one part holds 160 letters then, else 70.</summary>
    public bool StripMarks { get; set; } = true;

    /// <summary>Whether what is left outside the GSM alphabet may be sent. Default false: such a message is refused.</summary>
    public bool AllowUnicode { get; set; }

    /// <summary>What <c>{unicode}</c> says of a message outside the GSM alphabet. Default <c>1</c>.</summary>
    public string UnicodeOn { get; set; } = "1";

    /// <summary>What <c>{unicode}</c> says of all others. Default <c>0</c>.</summary>
    public string UnicodeOff { get; set; } = "0";

    /// <summary>Most parts of one message, 1 to 10. Default 3, which is what most Vietnamese routes carry.</summary>
    public int MaxParts { get; set; } = 3;

    /// <summary>Characters the operator appends to each message, counted with it. Default 0; about 38 on advertising routes.</summary>
    public int FooterLength { get; set; }

    /// <summary>Characters the route refuses; a message with one of them is refused here. Default none. Many routes: <c>#&amp;%[]{}\&lt;@</c>.</summary>
    public string Forbidden { get; set; } = "";

    public SmsGatewayAuth Auth { get; set; } = new();

    public SmsGatewaySend Send { get; set; } = new();

    public SmsGatewayLookup Lookup { get; set; } = new();

    /// <summary>Seconds after a lost answer until the look-up is taken as complete. Default 120, an assumption.</summary>
    public double LookupAfterSeconds { get; set; } = 120;

    /// <summary>
    /// Part of the webhooks' address, which is all that protects unsigned calls: 32 or more letters, digits, '-' and '_', from a
    /// random source. Default none: no webhook.
    /// </summary>
    public string? WebhookSecret { get; set; }

    /// <summary>Addresses or networks (<c>10.0.0.0/8</c>), by commas, that webhooks are taken from. Default: from anywhere.</summary>
    public string WebhookAddresses { get; set; } = "";

    public SmsGatewayReceipt Receipt { get; set; } = new();

    public SmsGatewayInbound Inbound { get; set; } = new();

    internal bool HasPreset => !string.IsNullOrWhiteSpace(Preset);

    internal bool HasWebhook => !string.IsNullOrEmpty(WebhookSecret);

    internal string StatusPath => $"/webhooks/sms/{Account}/{WebhookSecret}/status";

    /// <summary>Every template, by the key it stands under.</summary>
    internal IEnumerable<(string Key, string? Template, WireFormat Format)> Templates =>
    [
        ("Send:Path", Send.Path, WireFormat.None), ("Send:Body", Send.Body, Send.Format),
        ("Lookup:Path", Lookup.Path, WireFormat.None), ("Lookup:Body", Lookup.Body, Lookup.Format),
        ("Auth:User", Auth.User, WireFormat.None), ("Auth:Password", Auth.Password, WireFormat.None), ("Auth:Value", Auth.Value, WireFormat.None),
        ("Auth:TokenPath", Auth.TokenPath, WireFormat.None), ("Auth:TokenBody", Auth.TokenBody, Auth.TokenFormat),
    ];

    internal bool Uses(string placeholder) => Templates.Any(each => SmsTemplate.Read(each.Template).Names.Contains(placeholder));

    private protected override IReadOnlyDictionary<string, string?> Credentials
    {
        get
        {
            var needed = new Dictionary<string, string?>();
            if (HasPreset)
                needed[nameof(Preset)] = Preset;
            needed["Send:Path"] = Send.Path;
            needed[nameof(BaseUrl)] = BaseUrl.OriginalString == Nowhere ? null : BaseUrl.OriginalString;
            foreach (var name in Templates.SelectMany(each => SmsTemplate.Read(each.Template).Names).Distinct())
            {
                if (name.StartsWith("secret:", StringComparison.Ordinal))
                    needed["Secrets:" + name["secret:".Length..]] = Secrets.GetValueOrDefault(name["secret:".Length..]);
            }

            if (Uses("brandname"))
                needed[nameof(Brandname)] = Brandname;
            if (Uses("callback"))
                needed[nameof(WebhookSecret)] = WebhookSecret;
            return needed;
        }
    }

    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        base.Validate(validationContext).Concat(SmsGatewayCheck.Problems(this).Select(problem => Problem(problem.Key, problem.Words)));
}

/// <summary>How a gateway writes the number +84901234567.</summary>
public enum PhoneFormat
{
    /// <summary>84901234567.</summary>
    International = 0,

    /// <summary>0901234567.</summary>
    National = 1,

    /// <summary>+84901234567.</summary>
    Plus = 2,
}

/// <summary>How a gateway wants the words.</summary>
public enum TextEncoding
{
    Plain = 0,

    /// <summary>Base64 of UTF-8.</summary>
    Base64 = 1,

    /// <summary>Hexadecimal UTF-16, big end first.</summary>
    HexUcs2 = 2,
}
