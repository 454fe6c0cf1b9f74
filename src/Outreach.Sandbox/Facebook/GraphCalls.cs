using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Outreach.Sandbox.Faults;

namespace Outreach.Sandbox.Facebook;

/// <summary>The frame of every call to the Graph API: latency, limits, token and faults before, the error envelope after.</summary>
internal sealed class GraphCalls(SandboxOptions options, ChannelFaults faults)
{
    public RequestDelegate Call(Func<HttpContext, Task<JsonObject?>> work) => async context =>
    {
        await faults.DelayAsync(context.RequestAborted);
        try
        {
            CheckAccess(context.Request);
            if (faults.RefuseForRate() is not null)
                throw new GraphRefusal(613, null, "Calls to this api have exceeded the rate limit.");
            if (faults.Roll(s => s.Error5xx))
            {
                await context.WriteBadGatewayAsync();
                return;
            }

            if (faults.Roll(s => s.UnknownCode))
                throw new GraphRefusal(9999, null, "Unexpected");
            if (await work(context) is { } answer)
                await context.WriteAsync(answer);
        }
        catch (GraphRefusal refusal)
        {
            await context.WriteAsync(refusal.Envelope, refusal.Status);
        }
    };

    /// <summary>The fields of a body, whichever of the three ways they came; objects and arrays as their JSON text.</summary>
    public static async Task<JsonObject> ReadAsync(HttpContext context)
    {
        if (context.Request.HasFormContentType)
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            return new JsonObject(form.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)field.Value.ToString())));
        }

        try
        {
            return await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) as JsonObject
                ?? throw GraphRefusal.Invalid("Invalid parameter");
        }
        catch (JsonException)
        {
            throw GraphRefusal.Invalid("Invalid parameter");
        }
    }

    public static async Task<byte[]> BytesAsync(IFormFile file, CancellationToken ct)
    {
        using var buffer = new MemoryStream();
        await file.CopyToAsync(buffer, ct);
        return buffer.ToArray();
    }

    private void CheckAccess(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        var token = header.StartsWith("Bearer ", StringComparison.Ordinal) ? header["Bearer ".Length..] : request.Query["access_token"].ToString();
        if (token != options.Facebook.PageAccessToken)
            throw new GraphRefusal(190, 463, "Error validating access token: Session has expired", StatusCodes.Status401Unauthorized);
        var proof = request.Query["appsecret_proof"].ToString();
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.Facebook.AppSecret), Encoding.UTF8.GetBytes(token));
        if (proof.Length > 0 && proof != Convert.ToHexStringLower(expected))
            throw GraphRefusal.Invalid("Invalid appsecret_proof provided in the API argument");
        var version = Convert.ToString(request.RouteValues["version"], CultureInfo.InvariantCulture)!;
        if (version is not ['v', >= '1' and <= '9', ..])
            throw new GraphRefusal(2500, null, $"Unknown path components: /{version}");
        var page = Convert.ToString(request.RouteValues["page"], CultureInfo.InvariantCulture);
        if (page != "me" && page != options.Facebook.PageId)
            throw new GraphRefusal(100, 33, $"Unsupported request. Object with ID '{page}' does not exist");
    }
}
