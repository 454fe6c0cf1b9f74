using System.Globalization;
using System.Net;
using Outreach.BotFramework.Connector;
using Outreach.Delivery;

namespace Outreach.Channels.BotFramework;

/// <summary>What the connector's answers mean for a message. Source: Bot Connector REST API v3, error responses. Pure.</summary>
internal static class ConnectorErrors
{
    /// <summary>The citizen has blocked the bot or removed it; it may not speak until they come back.</summary>
    private static readonly HashSet<string> Blocked = new(StringComparer.OrdinalIgnoreCase)
    {
        "ConversationBlockedByUser", "BotNotInConversationRoster",
    };

    public static SendOutcome Outcome(Exchange<ConnectorAnswer>.Answered answered)
    {
        var (status, answer, retryAfter) = answered;
        var code = answer?.Error?.Code is { Length: > 0 } given ? given : ((int)status).ToString(CultureInfo.InvariantCulture);
        var words = answer?.Error?.Message is { Length: > 0 } message ? $"{code}: {message}" : $"HTTP {(int)status}";
        return status switch
        {
            HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.Accepted =>
                answer?.Id is { Length: > 0 } id ? new SendOutcome.Accepted(id) : new SendOutcome.Unconfirmed($"HTTP {(int)status} without an id"),
            HttpStatusCode.Unauthorized =>
                new SendOutcome.Misconfigured($"{BotFrameworkOptions.Section}:{nameof(BotFrameworkOptions.AppId)} is refused by the connector: {words}"),
            HttpStatusCode.TooManyRequests => new SendOutcome.Postponed(words, retryAfter, PostponedFor.Pace),

            // Said by who takes nothing at the moment; 500, 502 and 504 may come from behind one who did.
            HttpStatusCode.ServiceUnavailable => new SendOutcome.Postponed(words, retryAfter),
            HttpStatusCode.Forbidden when Blocked.Contains(code) => new SendOutcome.OptedOut(code),
            >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError => new SendOutcome.Rejected(code, words),
            _ => new SendOutcome.Unconfirmed(words),
        };
    }
}
