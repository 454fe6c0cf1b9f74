using System.Globalization;
using System.Net;
using Outreach.Delivery;

namespace Outreach.Channels.Zalo;

/// <summary>What Zalo's error codes mean for a message, after the table of the OA documentation. Pure.</summary>
internal static class ZaloErrors
{
    /// <summary>The attachment_id or file token has expired.</summary>
    public const string UploadExpired = "-100";

    /// <summary>The code of a refusal because the citizen has not used the account lately: another channel may still reach them.</summary>
    public const string WindowClosed = "window_closed";

    /// <summary>"MessageV2 API has been shut down".</summary>
    public const int Closed = -240;

    /// <summary>Zalo does not say when a quota is filled up again; an hour is our choice.</summary>
    public static readonly TimeSpan QuotaPause = TimeSpan.FromHours(1);

    /// <summary>Zalo does not say how long it works on an article; asking every few seconds brings nothing. Our choice.</summary>
    public static readonly TimeSpan ArticlePause = TimeSpan.FromSeconds(15);

    /// <summary>Vietnam has one zone without daylight saving.</summary>
    private static readonly TimeSpan VietnamOffset = TimeSpan.FromHours(7);

    /// <summary>Invalid, expired, and the same as ZNS says it. All three are mended by a new token.</summary>
    public static bool IsStaleToken(int error) => error is -216 or -220 or -124;

    /// <summary>What an answer means, where its success names something by <paramref name="id"/>.</summary>
    public static SendOutcome Read(Exchange<ZaloAnswer>.Answered answered, Func<ZaloData, string?> id, DateTimeOffset now) =>
        Read(answered, id, Outcome, now);

    /// <param name="table">What a code means: the two interfaces use the same numbers for different things.</param>
    public static SendOutcome Read(
        Exchange<ZaloAnswer>.Answered answered, Func<ZaloData, string?> id, Func<int, string?, DateTimeOffset, SendOutcome> table, DateTimeOffset now) =>
        (answered.Status, answered.Body) switch
        {
            (HttpStatusCode.OK, { Error: 0, Data: { } data }) when id(data) is { Length: > 0 } given => new SendOutcome.Accepted(given),
            (_, { Error: { } error and not 0 } answer) => table(error, answer.Message, now),
            _ => Outcome(answered.Status, answered.RetryAfter, now),
        };

    public static SendOutcome Outcome(int error, string? message, DateTimeOffset now)
    {
        var words = message ?? "no message";
        return error switch
        {
            -32 => new SendOutcome.Postponed($"-32 {words}", UntilNextMinute(now), PostponedFor.Pace),
            -200 => new SendOutcome.Postponed($"-200 {words}"),

            // A quota comes back with time; asking every few seconds brings nothing. -211 is the account's, -218 this person's.
            -211 => new SendOutcome.Postponed($"-211 {words}", QuotaPause, PostponedFor.Quota),
            -218 => new SendOutcome.Postponed($"-218 {words}", QuotaPause, PostponedFor.Recipient),

            // The article in this message is still being processed; no other message has to wait for it.
            -214 => new SendOutcome.Postponed($"-214 {words}", ArticlePause, PostponedFor.Recipient),
            -234 => new SendOutcome.Postponed($"-234 {words}", UntilSix(now), PostponedFor.Quota),

            // No interaction in 7 days (-230, -232); after 48 hours, or the answers allowed in them are used up (-305, -311).
            -230 or -232 or -305 or -311 => new SendOutcome.Rejected(WindowClosed, $"{error} {words}"),

            // The person has refused the invitation or this kind of message.
            -217 or -244 => new SendOutcome.OptedOut(error.ToString(CultureInfo.InvariantCulture)),

            // App, account, permission, tier, proof or purse: nothing of this account leaves until a person mends it. A stale
            // token gets here only when a fresh one was refused as well.
            -124 or -204 or -205 or -209 or -212 or -216 or -219 or -220 or -221 or -223 or -224 or -240 or -242 or -320 or -321 =>
                new SendOutcome.Misconfigured($"{error} {words}"),
            _ => new SendOutcome.Rejected(error.ToString(CultureInfo.InvariantCulture), words),
        };
    }

    /// <summary>
    /// Zalo answers its own errors with 200 and calls any other status a fault of transport, to be repeated. Only a gateway's
    /// 502 and 504, and a 200 that is not Zalo's, leave open whether the message got through.
    /// </summary>
    public static SendOutcome Outcome(HttpStatusCode status, TimeSpan? retryAfter, DateTimeOffset now) => status switch
    {
        HttpStatusCode.TooManyRequests => new SendOutcome.Postponed("HTTP 429", retryAfter ?? UntilNextMinute(now), PostponedFor.Pace),
        HttpStatusCode.OK or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout =>
            new SendOutcome.Unconfirmed($"HTTP {(int)status} without Zalo's answer"),
        _ => new SendOutcome.Postponed($"HTTP {(int)status}", retryAfter),
    };

    /// <summary>The limit is counted per minute and Zalo names no pause.</summary>
    public static TimeSpan UntilNextMinute(DateTimeOffset now) => TimeSpan.FromMinutes(1) - TimeSpan.FromTicks(now.Ticks % TimeSpan.TicksPerMinute);

    public static TimeSpan UntilSix(DateTimeOffset now)
    {
        var local = now.ToOffset(VietnamOffset);
        var six = new DateTimeOffset(local.Date.AddHours(6), VietnamOffset);
        return (local < six ? six : six.AddDays(1)) - local;
    }
}
