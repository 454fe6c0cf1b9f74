using System.Net;
using Outreach.Delivery;

namespace Outreach.Channels.SmsGateway;

/// <summary>What answers mean, after the description's tables. Pure.</summary>
internal sealed class SmsGatewayAnswers(SmsGatewayOptions settings)
{
    private const int LongestId = 200;
    private const int LongestReason = 300;

    /// <summary>Whether another token may help.</summary>
    public bool AsksForAnotherToken(Exchange<SmsGatewayAnswer> exchange) =>
        settings.Auth.Kind == AuthKind.OAuth2
        && exchange is Exchange<SmsGatewayAnswer>.Answered answered
        && (Verdict(answered) is SendVerdict.TokenExpired || (Verdict(answered) is null && answered.Status == HttpStatusCode.Unauthorized));

    /// <param name="ours">Our id of the message; stands in for the gateway's where it names none, as for a repeated request.</param>
    public SendOutcome Outcome(Exchange<SmsGatewayAnswer>.Answered answered, string ours)
    {
        var (status, answer, retryAfter) = answered;
        var (code, reason) = (answer?.Fields?[settings.Send.Code], answer?.Fields?[settings.Send.Reason]);
        var words = Words(code, reason);
        var pause = retryAfter ?? answer?.Pause;
        return Verdict(answered) switch
        {
            SendVerdict.Accepted => new SendOutcome.Accepted(Id(answer!.Fields!, settings.Send.Id) ?? ours),
            SendVerdict.Postponed => new SendOutcome.Postponed(words, pause),
            SendVerdict.TooFast => new SendOutcome.Postponed(words, pause, PostponedFor.Pace),
            SendVerdict.Quota => new SendOutcome.Postponed(words, pause, PostponedFor.Quota),
            SendVerdict.Rejected => new SendOutcome.Rejected(code ?? "refused", reason ?? "no message"),
            SendVerdict.OptedOut => new SendOutcome.OptedOut(code ?? "refused"),
            SendVerdict.Misconfigured or SendVerdict.TokenExpired => new SendOutcome.Misconfigured(words),
            SendVerdict.Unconfirmed => new SendOutcome.Unconfirmed(words),
            _ when status == HttpStatusCode.TooManyRequests => new SendOutcome.Postponed("HTTP 429", pause, PostponedFor.Pace),
            _ when (int)status >= 500 => new SendOutcome.Unconfirmed($"HTTP {(int)status} {words}".TrimEnd()),
            _ when status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new SendOutcome.Misconfigured($"HTTP {(int)status} {words}".TrimEnd()),
            _ when code is not null => new SendOutcome.Rejected(code, reason ?? "no message"),
            _ => new SendOutcome.Unconfirmed($"HTTP {(int)status} without the gateway's answer"),
        };
    }

    public LookupResult Result(Exchange<SmsGatewayAnswer>.Answered answered, string ours)
    {
        var lookup = settings.Lookup;
        if (answered.Body?.Fields is not { } fields || lookup.Rules.Find(rule => rule.Fits(fields)) is not { } rule || !IsSuccess(answered.Status))
            return new LookupResult.Unavailable($"HTTP {(int)answered.Status} {Words(answered.Body?.Fields?[lookup.Code], answered.Body?.Fields?[lookup.Reason])}".TrimEnd());
        if (rule.Verdict == LookupVerdict.NotFound)
            return new LookupResult.NotFound();
        var status = Enum.Parse<ReceiptStatus>(rule.Is);
        return new LookupResult.Found(Id(fields, lookup.Id) ?? ours, status, status == ReceiptStatus.Failed ? Short(fields[lookup.Reason]) : null);
    }

    /// <summary>An id that can be one.</summary>
    public static string? Id(SmsFields fields, string? path) => fields[path] is { Length: <= LongestId } id ? id : null;

    public static string? Short(string? reason) => reason?.Length > LongestReason ? reason[..LongestReason] : reason;

    /// <summary>An error's answer accepts nothing, whatever it says; too many requests is what the status says.</summary>
    private SendVerdict? Verdict(Exchange<SmsGatewayAnswer>.Answered answered)
    {
        if (answered.Body?.Fields is not { } fields || answered.Status == HttpStatusCode.TooManyRequests)
            return null;
        var rule = settings.Send.Rules.Find(rule => rule.Fits(fields));
        return rule is { Verdict: SendVerdict.Accepted } && !IsSuccess(answered.Status) ? null : rule?.Verdict;
    }

    private static bool IsSuccess(HttpStatusCode status) => (int)status is >= 200 and < 300;

    private static string Words(string? code, string? reason) => Short($"{code} {reason}".Trim())!;
}
