using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Outreach.Sandbox;

/// <summary>Writes JSON as the providers do: UTF-8, Vietnamese unescaped.</summary>
internal static class JsonAnswers
{
    public static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    extension(HttpContext context)
    {
        public Task WriteAsync(JsonNode body, int status = StatusCodes.Status200OK)
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json; charset=utf-8";
            return context.Response.WriteAsync(body.ToJsonString(Plain));
        }


        /// <summary>What a gateway in front of a provider says when it lost the provider.</summary>
        public Task WriteBadGatewayAsync()
        {
            context.Response.StatusCode = StatusCodes.Status502BadGateway;
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync("<html><body>502 Bad Gateway</body></html>");
        }
    }
}
