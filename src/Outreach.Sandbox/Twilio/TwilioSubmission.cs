using System.Text.RegularExpressions;
using System.Web;
using Microsoft.AspNetCore.Http;

namespace Outreach.Sandbox.Twilio;

/// <summary>A checked <c>POST Messages.json</c>.</summary>
/// <param name="Service">The Messaging Service, when the sender is one.</param>
/// <param name="ClientRef">Parameter <c>m</c> of the status callback.</param>
internal sealed partial record TwilioSubmission(
    string To, string? From, string? Service, string Body, string? ImageUrl, string? StatusCallback, string? ClientRef)
{
    private const int LongestBody = 1600;
    private const int LongestCallback = 4000;

    /// <exception cref="TwilioRefusal">A parameter is missing or wrong, with the code Twilio gives for it.</exception>
    public static TwilioSubmission Read(IFormCollection form)
    {
        var to = form["To"].ToString();
        if (to.Length == 0)
            throw new TwilioRefusal(21604, "A 'To' phone number is required.");
        CheckTo(to);
        var (from, service) = (form["From"].ToString(), form["MessagingServiceSid"].ToString());
        if (from.Length == 0 && service.Length == 0)
            throw new TwilioRefusal(21603, "A 'From' phone number is required.");
        if (from.Length > 0 && !Number().IsMatch(from) && !ShortCode().IsMatch(from) && !SenderName().IsMatch(from))
            throw new TwilioRefusal(21212, $"Invalid From Number (caller ID): {from}");

        var body = form["Body"].ToString();
        var image = form["MediaUrl"].FirstOrDefault();
        if (string.IsNullOrEmpty(body) && string.IsNullOrEmpty(image))
            throw new TwilioRefusal(21602, "Message body is required.");
        if (body.Length > LongestBody)
            throw new TwilioRefusal(21617, $"The concatenated message body exceeds the {LongestBody} character limit.");
        var (callback, reference) = Callback(form["StatusCallback"].ToString());
        return new TwilioSubmission(
            to, from.Length > 0 ? from : null, service.Length > 0 ? service : null, body, image, callback, reference);
    }

    private static void CheckTo(string to)
    {
        if (!Number().IsMatch(to) || (to.StartsWith("+84", StringComparison.Ordinal) && !Vietnamese().IsMatch(to)))
            throw new TwilioRefusal(21211, $"Invalid 'To' Phone Number: {to}");
        if (to.StartsWith("+842", StringComparison.Ordinal))
            throw new TwilioRefusal(21614, $"'To' number is not a valid mobile number: {to}");
    }

    private static (string? Url, string? Reference) Callback(string url)
    {
        if (url.Length == 0)
            return (null, null);
        if (url.Length > LongestCallback
            || !Uri.TryCreate(url, UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https")
            || address.Host.Contains('_'))
        {
            throw new TwilioRefusal(21609, $"The 'StatusCallback' URL {url} is not a valid URL.");
        }

        // The fragment carries retry settings and belongs neither to the request nor to what is signed.
        return (url.Split('#')[0], HttpUtility.ParseQueryString(address.Query)["m"]);
    }

    [GeneratedRegex(@"^\+[1-9]\d{6,14}$")]
    private static partial Regex Number();

    /// <summary>Mobile 03, 05, 07, 08, 09 with nine digits after the country code; fixed lines 02 with ten.</summary>
    [GeneratedRegex(@"^\+84([35789]\d{8}|2\d{9})$")]
    private static partial Regex Vietnamese();

    [GeneratedRegex(@"^\d{3,6}$")]
    private static partial Regex ShortCode();

    /// <summary>At most 11 letters, digits or spaces, at least one letter.</summary>
    [GeneratedRegex(@"^(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}$")]
    private static partial Regex SenderName();
}
