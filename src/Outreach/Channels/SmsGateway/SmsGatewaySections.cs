using Outreach.Delivery;

namespace Outreach.Channels.SmsGateway;

/// <summary>How bodies are written, and placeholders in them escaped.</summary>
public enum WireFormat
{
    /// <summary>No body; everything stands in the path.</summary>
    None = 0,
    Json = 1,

    /// <summary><c>application/x-www-form-urlencoded</c>.</summary>
    Form = 2,

    /// <summary><c>text/xml</c>, SOAP 1.1 included.</summary>
    Xml = 3,
}

/// <summary>How requests prove who sends them.</summary>
public enum AuthKind
{
    /// <summary>Not at all, or by secrets in the templates.</summary>
    None = 0,
    Basic = 1,
    Bearer = 2,

    /// <summary>A header of its own: <c>Auth:Name</c>, <c>Auth:Value</c>.</summary>
    Header = 3,

    /// <summary>A parameter of the query: <c>Auth:Name</c>, <c>Auth:Value</c>.</summary>
    Query = 4,

    /// <summary>Client credentials (RFC 6749, 4.4); a bearer token, or <c>{token}</c> where the templates use it.</summary>
    OAuth2 = 5,
}

public sealed class SmsGatewayAuth
{
    public AuthKind Kind { get; set; }

    /// <summary>Of the header or parameter.</summary>
    public string? Name { get; set; }

    /// <summary>Of the header, parameter or bearer token.</summary>
    public string? Value { get; set; }

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>Where tokens are issued, below <c>BaseUrl</c>.</summary>
    public string? TokenPath { get; set; }

    public string? TokenBody { get; set; }

    public WireFormat TokenFormat { get; set; } = WireFormat.Json;

    /// <summary>Path of the token in the answer.</summary>
    public string TokenField { get; set; } = "access_token";

    /// <summary>Path of its life in seconds. Without it a token is kept for five minutes.</summary>
    public string ExpiresField { get; set; } = "expires_in";
}

/// <summary>A request and how its answer is read.</summary>
public abstract class SmsGatewayRequest
{
    public string Method { get; set; } = "POST";

    public string? Path { get; set; }

    public WireFormat Format { get; set; }

    public string? Body { get; set; }

    public Dictionary<string, string> Headers { get; set; } = [];

    /// <summary>JSON or XML. Default JSON.</summary>
    public WireFormat Answer { get; set; } = WireFormat.Json;

    /// <summary>Path of the gateway's id of the message.</summary>
    public string? Id { get; set; }

    /// <summary>Path of the gateway's code.</summary>
    public string? Code { get; set; }

    /// <summary>Path of its words.</summary>
    public string? Reason { get; set; }

    /// <summary>A header that says when to come back: seconds, or a Unix time. <c>Retry-After</c> is always read.</summary>
    public string? RetryHeader { get; set; }
}

public sealed class SmsGatewaySend : SmsGatewayRequest
{
    /// <summary>The first that fits decides. None: a code makes a refusal of this message, no code leaves it unconfirmed.</summary>
    public List<SmsRule<SendVerdict>> Rules { get; set; } = [];

    /// <summary>
    /// Whether the gateway refuses a repeated <c>{messageId}</c>, so that a message whose answer was lost can be sent again without
    /// reaching anybody twice. Default false: it stays unknown until a receipt or the officer settles it.
    /// </summary>
    public bool Idempotent { get; set; }
}

/// <summary>How the gateway is asked about a message whose answer was lost; without a path it is not.</summary>
public sealed class SmsGatewayLookup : SmsGatewayRequest
{
    /// <summary>The first that fits decides; none: to be asked again.</summary>
    public List<SmsRule<LookupVerdict>> Rules { get; set; } = [];
}

/// <summary>What the gateway calls when a message has got somewhere.</summary>
public sealed class SmsGatewayReceipt
{
    /// <summary><c>GET</c> or <c>POST</c>.</summary>
    public string Method { get; set; } = "POST";

    /// <summary>Of a POST's body; a GET has its fields in the query.</summary>
    public WireFormat Format { get; set; } = WireFormat.Json;

    /// <summary>Path of the gateway's id of the message.</summary>
    public string? Id { get; set; }

    /// <summary>Path of our own, where <c>{messageId}</c> is given back.</summary>
    public string? MessageId { get; set; }

    public string? Reason { get; set; }

    /// <summary>The first that fits decides; none, and the call is only acknowledged.</summary>
    public List<SmsRule<ReceiptVerdict>> Rules { get; set; } = [];

    /// <summary>What the gateway wants to hear. Default <c>OK</c>.</summary>
    public string Answer { get; set; } = "OK";
}

/// <summary>What the gateway calls when a citizen has written; without <see cref="Phone"/> nobody can.</summary>
public sealed class SmsGatewayInbound
{
    public string Method { get; set; } = "POST";

    public WireFormat Format { get; set; } = WireFormat.Json;

    /// <summary>What tells a message from a receipt where both come to one address; see <see cref="SmsRule{T}.When"/>.</summary>
    public Dictionary<string, string> When { get; set; } = [];

    /// <summary>Path of the message's id. Without one, the same words of the same number within five minutes count once.</summary>
    public string? Id { get; set; }

    public string? Phone { get; set; }

    public string? Text { get; set; }
}

/// <summary>How a message that was handed over ended; see <see cref="SendOutcome"/>.</summary>
public enum SendVerdict
{
    Accepted = 1,

    /// <summary>Try later; the gateway's trouble.</summary>
    Postponed = 2,

    /// <summary>Too many at once.</summary>
    TooFast = 3,

    /// <summary>The account's allowance is used up.</summary>
    Quota = 4,
    Rejected = 5,
    OptedOut = 6,
    Misconfigured = 7,
    Unconfirmed = 8,

    /// <summary>The token is no longer good: another one is fetched and the message repeated, once.</summary>
    TokenExpired = 9,
}

/// <summary>What a receipt says; see <see cref="ReceiptStatus"/>.</summary>
public enum ReceiptVerdict
{
    Sent = 1,
    Failed = 2,
    Delivered = 3,
    Seen = 4,
    Ignored = 5,
}

/// <summary>What a look-up says.</summary>
public enum LookupVerdict
{
    Sent = 1,
    Failed = 2,
    Delivered = 3,
    Seen = 4,
    NotFound = 5,
}
