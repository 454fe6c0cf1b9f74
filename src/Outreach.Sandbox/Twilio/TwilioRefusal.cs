using System.Globalization;
using System.Text.Json.Nodes;

namespace Outreach.Sandbox.Twilio;

/// <summary>An error body: Twilio's code, the words, and the HTTP status.</summary>
internal sealed class TwilioRefusal(int code, string reason, int status = 400) : Exception(reason)
{
    public int Status { get; } = status;

    public JsonObject Body() => new()
    {
        ["code"] = code,
        ["message"] = Message,
        ["more_info"] = "https://www.twilio.com/docs/errors/" + code.ToString(CultureInfo.InvariantCulture),
        ["status"] = Status,
    };
}
