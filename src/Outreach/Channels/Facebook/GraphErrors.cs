using System.Globalization;
using System.Net;
using Outreach.Delivery;

namespace Outreach.Channels.Facebook;

/// <summary>
/// What the Graph API's codes and subcodes mean for a message, after Meta's Graph API and Messenger Platform error tables. Pure;
/// its words may change, its codes do not.
/// </summary>
internal static class GraphErrors
{
    /// <summary>The same words were posted to the page before.</summary>
    public const string Duplicate = "506";

    /// <summary>More than 24 hours after the person's last word.</summary>
    public const string OutsideWindow = "10/2018278";

    public static SendOutcome Outcome(Exchange<GraphAnswer>.Answered answered, Func<GraphAnswer, string?> idOf)
    {
        var (status, answer, retryAfter) = answered;
        if (answer?.Error is { Code: not 0 } error)
            return Outcome(error, status, retryAfter);
        if (status == HttpStatusCode.TooManyRequests)
            return new SendOutcome.Postponed("HTTP 429", retryAfter, PostponedFor.Pace);
        return status == HttpStatusCode.OK && answer is not null && idOf(answer) is { Length: > 0 } id
            ? new SendOutcome.Accepted(id)
            : new SendOutcome.Unconfirmed($"HTTP {(int)status} without Meta's answer");
    }

    private static SendOutcome Outcome(GraphError error, HttpStatusCode status, TimeSpan? retryAfter)
    {
        var code = error.ErrorSubcode is { } subcode and not 0 ? $"{error.Code}/{subcode}" : error.Code.ToString(CultureInfo.InvariantCulture);
        var words = $"{code} {error.Message} {(error.FbtraceId is { } trace ? $"(fbtrace_id {trace})" : "")}".TrimEnd();
        return (error.Code, error.ErrorSubcode) switch
        {
            // The app, the account, the page, the calls of a business use case. Not executed.
            (4 or 17 or 32 or 613 or 80006, _) => new SendOutcome.Postponed(words, retryAfter, PostponedFor.Pace),

            // "Temporary send failure. Please try again later."
            (1200, _) => new SendOutcome.Postponed(words, retryAfter),

            // Unknown and service errors: temporary, but the message may have left.
            (1 or 2, _) => new SendOutcome.Unconfirmed(words),

            // The person blocked the page or closed the account.
            (551, _) or (200, 1545041) => new SendOutcome.OptedOut(code),

            // About this person or this message alone, although they come under a code for permissions.
            (10, 2018278) or (200, 2018028) or (230, _) => new SendOutcome.Rejected(code, error.Message ?? "no message"),

            // Token expired, revoked, or of a changed password; permissions; the page restricted or blocked for a time.
            (190 or 102 or 3 or 10 or 368 or (>= 200 and <= 299), _) => new SendOutcome.Misconfigured(words),
            _ when error.IsTransient is true => new SendOutcome.Unconfirmed(words),
            _ when status == HttpStatusCode.TooManyRequests => new SendOutcome.Postponed(words, retryAfter, PostponedFor.Pace),
            _ when (int)status >= 500 => new SendOutcome.Unconfirmed(words),
            _ => new SendOutcome.Rejected(code, error.Message ?? "no message"),
        };
    }
}
