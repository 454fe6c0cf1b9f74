using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Outreach.BotFramework.DirectLine;

/// <summary>Who a request may act as.</summary>
internal abstract record Admission
{
    private Admission() { }

    /// <summary>A server that knows the secret: any conversation, any user.</summary>
    public sealed record Owner : Admission;

    /// <summary>Someone with a token of the conversation in question.</summary>
    public sealed record Visitor(DirectLineToken Token) : Admission;

    public sealed record Refused(IResult Answer) : Admission;
}

/// <summary>Decides from the request's headers who is asking.</summary>
internal sealed class DirectLineGate(IOptions<DirectLineOptions> options, DirectLineTokens tokens)
{
    private const string Scheme = "Bearer ";

    /// <param name="conversationId">The conversation the request is about; null when the token itself names it.</param>
    public Admission Admit(HttpRequest request, string? conversationId = null) => AdmitBearer(request, BearerOf(request), conversationId);

    /// <summary>The same for a token that came otherwise: browsers cannot set a header on a WebSocket.</summary>
    public Admission AdmitBearer(HttpRequest request, string? bearer, string? conversationId)
    {
        if (string.IsNullOrEmpty(bearer))
            return new Admission.Refused(DirectLineError.Unauthorized());
        if (IsSecret(bearer))
            return new Admission.Owner();
        if (tokens.Read(bearer) is not { } token)
            return new Admission.Refused(DirectLineError.TokenExpired());
        if (conversationId is not null && conversationId != token.ConversationId)
            return new Admission.Refused(DirectLineError.Forbidden("The token is of another conversation."));
        if (!IsFromTrustedSite(request, token))
            return new Admission.Refused(DirectLineError.Forbidden("The token is not for pages of this origin."));
        return new Admission.Visitor(token);
    }

    /// <summary>Our own pages, the allowed sites, and callers that are no browser (they send no Origin).</summary>
    public bool MayStart(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || options.Value.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase)
            || IsOwnOrigin(request, origin);
    }

    /// <summary>Compares host and port only: behind a proxy that ends TLS the request's scheme is not the browser's.</summary>
    private static bool IsOwnOrigin(HttpRequest request, string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);

    private static bool IsFromTrustedSite(HttpRequest request, DirectLineToken token)
    {
        var origin = request.Headers.Origin.ToString();
        return token.Origins.Count == 0 || origin.Length == 0 || token.Origins.Contains(origin, StringComparer.OrdinalIgnoreCase);
    }

    private static string? BearerOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return null;
        var value = header[Scheme.Length..].Trim();
        return value.Length == 0 || value.Contains(' ', StringComparison.Ordinal) ? null : value;
    }

    /// <summary>Hashes are compared, so neither the secret's bytes nor its length show in the time it takes.</summary>
    private bool IsSecret(string bearer) =>
        options.Value.Secret is { } secret && CryptographicOperations.FixedTimeEquals(Hash(bearer), Hash(secret));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
