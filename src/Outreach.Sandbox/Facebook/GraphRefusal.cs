using System.Text.Json.Nodes;

namespace Outreach.Sandbox.Facebook;

/// <summary>An error envelope of the Graph API; nearly all come with HTTP 400.</summary>
internal sealed class GraphRefusal(int code, int? subcode, string message, int status = 400) : Exception(message)
{
    public int Status { get; } = status;

    public JsonObject Envelope
    {
        get
        {
            var error = new JsonObject { ["message"] = $"(#{code}) {Message}", ["type"] = "OAuthException", ["code"] = code };
            if (subcode is { } shade)
                error["error_subcode"] = shade;
            error["fbtrace_id"] = "Asandbox";
            return new JsonObject { ["error"] = error };
        }
    }

    public static GraphRefusal Invalid(string reason) => new(100, null, reason);
}
