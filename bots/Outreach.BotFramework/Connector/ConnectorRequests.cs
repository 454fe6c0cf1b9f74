using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Outreach.BotFramework.Activities;

namespace Outreach.BotFramework.Connector;

/// <summary>Requests as the Bot Connector REST API v3 and its login service want them. Who sends them decides about time and repeats.</summary>
public static class ConnectorRequests
{
    /// <summary>
    /// Appends an activity to its conversation: <c>POST /v3/conversations/{id}/activities</c>. Ids hold <c>|</c>, <c>;</c> and <c>:</c>,
    /// so they are encoded.
    /// </summary>
    /// <param name="token">Ours, from <see cref="Token"/>.</param>
    public static HttpRequestMessage Send(ConversationReference to, Activity activity, string token)
    {
        ArgumentNullException.ThrowIfNull(to);
        var path = $"/v3/conversations/{Uri.EscapeDataString(to.Conversation.Id!)}/activities";
        return new HttpRequestMessage(HttpMethod.Post, to.ServiceUrl.AbsoluteUri.TrimEnd('/') + path)
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
            Content = Json(activity),
        };
    }

    /// <summary>Asks for a token by our secret (client credentials).</summary>
    /// <param name="address">Like <c>https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token</c>.</param>
    public static HttpRequestMessage Token(Uri address, string appId, string secret, string scope) => new(HttpMethod.Post, address)
    {
        Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = appId,
            ["client_secret"] = secret,
            ["scope"] = scope,
        }),
    };

    /// <summary>Of known length: several gateways refuse chunked requests.</summary>
    private static ByteArrayContent Json(Activity activity) => new(JsonSerializer.SerializeToUtf8Bytes(activity, ActivityJson.Default.Activity))
    {
        Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") },
    };
}

/// <summary>What the connector answers: the id of what it took, or why it did not.</summary>
public sealed record ConnectorAnswer(string? Id = null, ConnectorError? Error = null);

public sealed record ConnectorError(string? Code = null, string? Message = null);

/// <param name="ExpiresIn">Seconds.</param>
public sealed record TokenAnswer(
    [property: JsonPropertyName("access_token")] string? AccessToken = null,
    [property: JsonPropertyName("expires_in")] double? ExpiresIn = null,
    string? Error = null);
