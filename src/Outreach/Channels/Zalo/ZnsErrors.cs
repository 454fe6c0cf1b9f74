using System.Globalization;
using Outreach.Delivery;

namespace Outreach.Channels.Zalo;

/// <summary>
/// What the codes of ZNS mean for a message. Those verified on Zalo's own pages are mapped one by one; those known only at second
/// hand are one message's refusal, so that the citizen's next channel is tried and nothing stops on hearsay. Pure.
/// </summary>
internal static class ZnsErrors
{
    public static SendOutcome Outcome(int error, string? message, DateTimeOffset now)
    {
        var words = message ?? "no message";
        var code = error.ToString(CultureInfo.InvariantCulture);
        return error switch
        {
            -32 => new SendOutcome.Postponed($"-32 {words}", ZaloErrors.UntilNextMinute(now), PostponedFor.Pace),

            // "Unknown error, try again later".
            -100 => new SendOutcome.Postponed($"-100 {words}"),

            // The account's messages of the day are used up (seen in other people's code).
            -144 => new SendOutcome.Postponed($"-144 {words}", ZaloErrors.QuotaPause, PostponedFor.Quota),

            // Night, for templates that are not transactions; those of transactions go on (second-hand).
            -133 => new SendOutcome.Postponed($"-133 {words}", ZaloErrors.UntilSix(now), PostponedFor.Recipient),

            // The person takes none (verified), none of this kind, none of this account (second-hand; a no is believed).
            -114 or -139 or -141 => new SendOutcome.OptedOut(code),

            // App, secret, link to the account, purse; and a token that a fresh one did not mend.
            -101 or -102 or -103 or -104 or -105 or -106 or -115 or -124 or -216 or -220 or -242 => new SendOutcome.Misconfigured($"{error} {words}"),
            _ => new SendOutcome.Rejected(code, words),
        };
    }
}
