using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Outreach.Sandbox.Faults;

namespace Outreach.Sandbox.Zalo;

/// <summary>
/// What every call to Zalo goes through: latency, limits, token and faults before, the envelope after. Business errors are HTTP
/// 200 with <c>error</c> in the body.
/// </summary>
internal sealed class ZaloFrame(ZaloTokenErrors tokenErrors, ZaloOAuth oauth, ChannelFaults faults, TimeProvider time)
{
    private readonly MinuteWindow minute = new(4000, time);

    /// <param name="work">The <c>data</c> of a success; null when the answer was written, or spoiled, already.</param>
    public RequestDelegate Call(Func<HttpContext, Task<JsonObject?>> work) => context => AnswerAsync(context, work);

    /// <exception cref="ZaloRefusal">It is no JSON object.</exception>
    public static async Task<JsonDocument> ReadAsync(HttpContext context)
    {
        try
        {
            var document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document : throw new ZaloRefusal(-201, "the body is not an object");
        }
        catch (JsonException)
        {
            throw new ZaloRefusal(-201, "the body is not JSON");
        }
    }

    private async Task AnswerAsync(HttpContext context, Func<HttpContext, Task<JsonObject?>> work)
    {
        await faults.DelayAsync(context.RequestAborted);
        try
        {
            CheckRate(context);
            CheckAccess(context);
            if (faults.Roll(s => s.Error5xx))
            {
                await context.WriteBadGatewayAsync();
                return;
            }

            if (await work(context) is { } data)
                await context.WriteAsync(new JsonObject { ["data"] = data, ["error"] = 0, ["message"] = "Success" });
        }
        catch (ZaloRefusal refusal)
        {
            await context.WriteAsync(new JsonObject { ["error"] = refusal.Code, ["message"] = refusal.Message });
        }
    }

    private void CheckRate(HttpContext context)
    {
        if (faults.RefuseForRate() is not null)
            throw new ZaloRefusal(-32, "Your application reached limit call api");
        if (faults.Settings.RateLimitPerSecond is not null)
            return;
        var left = minute.Take();
        context.Response.Headers["X-RateLimit-Limit"] = minute.Limit.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["X-RateLimit-Remain"] = Math.Max(0, left).ToString(CultureInfo.InvariantCulture);
        if (left >= 0)
            return;
        faults.CountRefusal();
        throw new ZaloRefusal(-32, "Your application reached limit call api");
    }

    private void CheckAccess(HttpContext context)
    {
        switch (oauth.Check(context.Request.Headers["access_token"]))
        {
            case ZaloOAuth.Access.Unknown:
                throw new ZaloRefusal(tokenErrors.Unknown, "Access token is invalid");
            case ZaloOAuth.Access.Expired:
                throw new ZaloRefusal(tokenErrors.Expired, "Access token has expired");
        }
    }
}

/// <summary>The two interfaces have different codes for the same token.</summary>
internal sealed record ZaloTokenErrors(int Unknown, int Expired)
{
    public static readonly ZaloTokenErrors Oa = new(-216, -220);
    public static readonly ZaloTokenErrors Zns = new(-124, -124);
}
