using System.Globalization;
using System.Text.Json.Nodes;
using Outreach.Sandbox.Journal;

namespace Outreach.Sandbox.Twilio;

/// <summary>The Message resource as JSON: snake_case, RFC 2822 dates, counts as strings.</summary>
internal static class TwilioMessages
{
    public static JsonObject Resource(ReceivedMessage message, string account, string status)
    {
        var path = $"/2010-04-01/Accounts/{account}/Messages/{message.ProviderId}";
        var service = message.From.StartsWith("MG", StringComparison.Ordinal) && message.From.Length == 34;
        return new JsonObject
        {
            ["account_sid"] = account,
            ["api_version"] = "2010-04-01",
            ["body"] = message.Text,
            ["date_created"] = Date(message.ReceivedAt),
            ["date_sent"] = status is "sent" or "delivered" ? Date(message.ReceivedAt) : null,
            ["date_updated"] = Date(message.ReceivedAt),
            ["direction"] = "outbound-api",
            ["error_code"] = null,
            ["error_message"] = null,
            ["from"] = service ? null : message.From,
            ["messaging_service_sid"] = service ? message.From : null,
            ["num_media"] = message.ImageUrl is null ? "0" : "1",
            // Not known before the service has chosen a sender.
            ["num_segments"] = status == "accepted" ? "0" : SmsSegments.Count(message.Text).ToString(CultureInfo.InvariantCulture),
            ["price"] = null,
            ["price_unit"] = null,
            ["sid"] = message.ProviderId,
            ["status"] = status,
            ["subresource_uris"] = new JsonObject { ["media"] = path + "/Media.json" },
            ["to"] = message.To,
            ["uri"] = path + ".json",
        };
    }

    private static string Date(DateTimeOffset at) =>
        at.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture);
}
