using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Outreach.Accounts;

/// <summary><c>Authorization: Bearer or_…</c>. Each scope of the key becomes a claim.</summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    ApiKeys keys) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "ApiKey";
    public const string ScopeClaim = "scope";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer or_", StringComparison.Ordinal))
            return AuthenticateResult.NoResult();
        if (await keys.FindAsync(header["Bearer ".Length..], Context.RequestAborted) is not { } key)
            return AuthenticateResult.Fail("Unknown or revoked key.");

        var claims = key.Scopes.Split(',').Select(scope => new Claim(ScopeClaim, scope))
            .Append(new Claim(ClaimTypes.NameIdentifier, key.Id.ToString()))
            .Append(new Claim(ClaimTypes.Name, key.Name));
        var identity = new ClaimsIdentity(claims, SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        await Results.Problem(statusCode: StatusCodes.Status401Unauthorized, title: "An API key is needed: Authorization: Bearer or_…").ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Results.Problem(statusCode: StatusCodes.Status403Forbidden, title: "This key lacks the scope.").ExecuteAsync(Context);
}
