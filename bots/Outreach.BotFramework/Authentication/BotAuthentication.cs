using System.Net;
using System.Net.Http.Headers;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Tokens;

namespace Outreach.BotFramework.Authentication;

/// <summary>
/// Judges the tokens of those who post activities. Source: "Authenticate requests from the Bot Connector service to your bot"
/// (Microsoft) and Microsoft.Bot.Connector, ChannelValidation and EmulatorValidation. Tokens of other bots (skills) are refused.
/// </summary>
public sealed class BotAuthentication(BotTrust trust, IDocumentRetriever documents, TimeProvider time) : IDisposable
{
    /// <summary>What clocks may differ by.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512];

    private readonly JsonWebTokenHandler handler = new();
    private readonly SigningKeys connectorKeys = new(trust.Connector.Metadata, documents, time);
    private readonly SigningKeys? emulatorKeys = trust.Emulator is null ? null : new(trust.Emulator.Metadata, documents, time);

    /// <param name="authorization">The header of that name.</param>
    /// <param name="remote">Who is connected; null where a proxy speaks for somebody else.</param>
    public async Task<Authenticity> JudgeAsync(string? authorization, IPAddress? remote, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(authorization))
        {
            return trust.Anonymous && remote is not null && IPAddress.IsLoopback(remote)
                ? new Authenticity.Known(new BotCaller.Anonymous())
                : new Authenticity.Refused("no token");
        }

        if (!AuthenticationHeaderValue.TryParse(authorization, out var header)
            || !header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            || TokenOf(header.Parameter) is not { } token)
            return new Authenticity.Refused("not a bearer's token");
        if (trust.Emulator is { } emulator && emulator.Names.Contains(token.Issuer, StringComparer.Ordinal))
            return await JudgeAsync(token, emulator, emulatorKeys!, _ => OfEmulator(token), ct);
        return await JudgeAsync(token, trust.Connector, connectorKeys, key => OfConnector(token, key), ct);
    }

    public void Dispose()
    {
        connectorKeys.Dispose();
        emulatorKeys?.Dispose();
    }

    private async Task<Authenticity> JudgeAsync(
        JsonWebToken token, TokenIssuer issuer, SigningKeys keys, Func<JsonWebKey, Authenticity> then, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(token.Kid))
            return new Authenticity.Refused("no key is named");
        JsonWebKey? key;
        try
        {
            key = await keys.FindAsync(token.Kid, ct);
        }
        catch (SigningKeysException e)
        {
            return new Authenticity.Undecided(e.Message);
        }

        if (key is null)
            return new Authenticity.Refused("unknown key");
        var result = await handler.ValidateTokenAsync(token, Parameters(issuer, key));

        // The library's messages repeat parts of the token; the kind of the failure says enough.
        return result.IsValid ? then(key) : new Authenticity.Refused(result.Exception.GetType().Name);
    }

    private static Authenticity OfConnector(JsonWebToken token, JsonWebKey key) =>
        token.TryGetPayloadValue<string>("serviceurl", out var serviceUrl) && !string.IsNullOrEmpty(serviceUrl)
            ? new Authenticity.Known(new BotCaller.Connector(serviceUrl, Endorsements.Of(key)))
            : new Authenticity.Refused("no serviceurl");

    /// <summary>Version 1 names the program as <c>appid</c>, version 2 as <c>azp</c>; it must be ourselves.</summary>
    private Authenticity OfEmulator(JsonWebToken token)
    {
        var claim = token.TryGetPayloadValue<string>("ver", out var version) ? version switch { "1.0" or "" => "appid", "2.0" => "azp", _ => null } : null;
        return claim is not null && token.TryGetPayloadValue<string>(claim, out var app) && app == trust.AppId
            ? new Authenticity.Known(new BotCaller.Emulator())
            : new Authenticity.Refused("the token is another program's");
    }

    private TokenValidationParameters Parameters(TokenIssuer issuer, JsonWebKey key) => new()
    {
        ValidIssuers = issuer.Names,
        ValidAudience = trust.AppId,
        ValidAlgorithms = Algorithms,
        IssuerSigningKey = key,
        TryAllIssuerSigningKeys = false,
        RequireSignedTokens = true,
        LifetimeValidator = (from, until, _, _) => IsAlive(from, until),
    };

    private bool IsAlive(DateTime? from, DateTime? until)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return until is { } end && now <= end + Skew && (from is null || now >= from - Skew);
    }

    private static JsonWebToken? TokenOf(string? encoded)
    {
        try
        {
            return new JsonWebToken(encoded);
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }
}
