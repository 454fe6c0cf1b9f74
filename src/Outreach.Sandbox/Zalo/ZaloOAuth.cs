using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Outreach.Sandbox.Journal;

namespace Outreach.Sandbox.Zalo;

/// <summary>
/// OAuth v4: consent, code and refresh. A refresh token works once; the next one comes with the answer (Zalo's documentation,
/// "refresh token: valid 3 months, single use"). Failures are HTTP 200 with a body whose codes Zalo does not publish: those
/// below -14000 are ours.
/// </summary>
internal sealed class ZaloOAuth(SandboxOptions options, Ledger ledger)
{
    /// <summary>25 hours, sent as a string of seconds.</summary>
    private static readonly TimeSpan AccessTokenLife = TimeSpan.FromSeconds(90000);

    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, Consent> consents = new();

    public enum Access
    {
        Granted,
        Unknown,
        Expired,
    }

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v4/oa/permission", AuthoriseAsync);
        routes.MapPost("/v4/oa/access_token", IssueAsync);
    }

    public Access Check(string? accessToken)
    {
        var token = ledger.Read(state => state.Tokens.LastOrDefault(issued => issued.AccessToken == accessToken));
        if (token is null)
            return Access.Unknown;
        return token.ExpiresAt > options.Time.GetUtcNow() ? Access.Granted : Access.Expired;
    }

    /// <summary>The administrator's consent, always given: sends the browser back with a code.</summary>
    private Task AuthoriseAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if (query["app_id"] != options.Zalo.AppId || !Uri.TryCreate(query["redirect_uri"], UriKind.Absolute, out var back))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return context.Response.WriteAsync("app_id or redirect_uri is invalid");
        }

        var code = NewToken();
        consents[code] = new Consent(query["code_challenge"], options.Time.GetUtcNow() + CodeLife);
        context.Response.Redirect(QueryHelpers.AddQueryString(back.ToString(), new Dictionary<string, string?>
        {
            ["code"] = code,
            ["oa_id"] = options.Zalo.OaId,
            ["state"] = query["state"],
        }));
        return Task.CompletedTask;
    }

    private async Task IssueAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
        {
            await FailAsync(context, -14001, "Invalid request", "The body must be form-urlencoded.");
            return;
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (context.Request.Headers["secret_key"] != options.Zalo.AppSecret)
            await FailAsync(context, -14004, "Invalid secret key", "Header secret_key does not belong to the app.");
        else if (form["app_id"] != options.Zalo.AppId)
            await FailAsync(context, -14003, "Invalid app id", "No such app.");
        else if (form["grant_type"] == "refresh_token")
            await RefreshAsync(context, form["refresh_token"].ToString());
        else if (form["grant_type"] == "authorization_code")
            await ExchangeAsync(context, form["code"].ToString(), form["code_verifier"].ToString());
        else
            await FailAsync(context, -14002, "Invalid grant type", "grant_type must be authorization_code or refresh_token.");
    }

    private async Task RefreshAsync(HttpContext context, string refreshToken)
    {
        // Compared and replaced under one lock: of two refreshes with one token, one wins.
        var issued = await ledger.RecordAsync(state =>
            refreshToken == Current(state) ? NewPair() : null);
        if (issued is null)
            await FailAsync(context, -14014, "Invalid refresh token", "The refresh token is unknown or was used before.");
        else
            await AnswerAsync(context, issued);
    }

    private async Task ExchangeAsync(HttpContext context, string code, string verifier)
    {
        if (!consents.TryRemove(code, out var consent) || consent.ExpiresAt < options.Time.GetUtcNow())
        {
            await FailAsync(context, -14010, "Invalid code", "The code is unknown, expired or was used before.");
            return;
        }

        var challenge = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        if (!string.IsNullOrEmpty(consent.Challenge) && consent.Challenge != challenge)
        {
            await FailAsync(context, -14012, "Invalid code verifier", "code_verifier does not match the code_challenge.");
            return;
        }

        await AnswerAsync(context, (await ledger.RecordAsync(_ => NewPair()))!);
    }

    private string Current(LedgerState state) =>
        state.Tokens.Count > 0 ? state.Tokens[^1].RefreshToken : options.Zalo.InitialRefreshToken;

    private TokensIssued NewPair() => new(NewToken(), NewToken(), options.Time.GetUtcNow() + AccessTokenLife);

    private static string NewToken() => Convert.ToHexString(RandomNumberGenerator.GetBytes(32));

    private static Task AnswerAsync(HttpContext context, TokensIssued issued) => context.WriteAsync(new JsonObject
    {
        ["access_token"] = issued.AccessToken,
        ["refresh_token"] = issued.RefreshToken,
        ["expires_in"] = AccessTokenLife.TotalSeconds.ToString(CultureInfo.InvariantCulture),
    });

    private static Task FailAsync(HttpContext context, int error, string name, string reason) => context.WriteAsync(new JsonObject
    {
        ["error"] = error,
        ["error_name"] = name,
        ["error_reason"] = reason,
        ["error_description"] = reason,
    });

    private sealed record Consent(string? Challenge, DateTimeOffset ExpiresAt);
}
