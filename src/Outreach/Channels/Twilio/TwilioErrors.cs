using System.Globalization;
using System.Net;
using Outreach.Delivery;

namespace Outreach.Channels.Twilio;

/// <summary>What Twilio's error codes mean for a message, after its error dictionary. Pure; its words may change, its codes do not.</summary>
internal static class TwilioErrors
{
    /// <summary>Ten hours of messages are waiting for this sender; seconds will not help.</summary>
    private static readonly TimeSpan QueuePause = TimeSpan.FromMinutes(10);

    /// <summary>A handset that is off or roaming is seldom back within minutes.</summary>
    private static readonly TimeSpan HandsetPause = TimeSpan.FromHours(1);

    /// <param name="to">The recipient in E.164: what a code says of a region or an operator stops the account only when it is our own country.</param>
    public static SendOutcome Outcome(int code, string? message, HttpStatusCode status, TimeSpan? retryAfter, string to)
    {
        var words = $"{code} {message}".TrimEnd();
        return code switch
        {
            // The recipient has answered STOP.
            21610 => new SendOutcome.OptedOut("21610"),

            // Requests at once, the sender's rate, and what a US operator grants a sender.
            20429 or 14107 or 30022 or 63018 => new SendOutcome.Postponed(words, retryAfter, PostponedFor.Pace),
            20503 => new SendOutcome.Postponed(words, retryAfter),
            21611 or 30001 => new SendOutcome.Postponed(words, retryAfter ?? QueuePause, PostponedFor.Quota),

            // Handset out of reach, an unknown failure at the operator: this number alone, and Twilio has given the message up.
            30003 or 30008 => new SendOutcome.Postponed(words, retryAfter ?? HandsetPause, PostponedFor.Recipient),

            // The callback address is refused but the message may have left: repeating it could send it again every time.
            21609 => new SendOutcome.Unconfirmed(words),

            // Credentials, account or sender. Not 21606, 21608, 21612 and 30010: these refuse one number, which the sender cannot
            // reach, a trial account has not verified, or whose price is above the limit.
            20003 or 20404 or 21212 or 21603 or 21607 or 21654 or 21703 or 30002 => new SendOutcome.Misconfigured(words),

            // Region not enabled; sender not registered with the recipient's operator or for the recipient's country.
            21408 or 30024 or 30032 or 30034 when IsVietnamese(to) => new SendOutcome.Misconfigured(words),
            _ when status == HttpStatusCode.TooManyRequests => new SendOutcome.Postponed(words, retryAfter, PostponedFor.Pace),
            _ when (int)status >= 500 => new SendOutcome.Unconfirmed(words),
            _ => new SendOutcome.Rejected(code.ToString(CultureInfo.InvariantCulture), message ?? "no message"),
        };
    }

    private static bool IsVietnamese(string to) => to.StartsWith("+84", StringComparison.Ordinal);
}
