using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace Outreach.Tests.BotFramework.Authentication;

/// <summary>Stands for Microsoft's login service: keys, their endorsements, and tokens for us.</summary>
public sealed class LoginService : IAsyncDisposable
{
    public const string AppId = "8e5f9a3c-1111-4222-8333-944445555666";
    public const string Endorsed = "endorsed";
    public const string Unendorsed = "unendorsed";

    /// <summary>Made once for all tests: to find one costs 100 ms, to take one over nothing.</summary>
    private static readonly RSAParameters[] Made = [.. Enumerable.Range(0, 3).Select(_ => NewKey())];

    private readonly Dictionary<string, RSA> keys = new() { [Endorsed] = RSA.Create(Made[0]), [Unendorsed] = RSA.Create(Made[1]) };
    private readonly WebApplication server;
    private int fetches;
    private int tokens;

    private LoginService()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        server = builder.Build();
        server.MapGet("/openid", () => TypedResults.Text(Configuration(), "application/json"));
        server.MapGet("/keys", () => TypedResults.Text(Keys(), "application/json"));
        server.MapPost("/{tenant}/oauth2/v2.0/token", GiveAsync);
    }

    public Uri Url => new(server.Urls.Single());

    /// <summary>How often the keys were asked for.</summary>
    public int Fetches => fetches;

    /// <summary>How many tokens were given.</summary>
    public int Given => tokens;

    /// <summary>Forms in which tokens were asked for, with the path's tenant.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>What is answered instead of a token.</summary>
    public (int Status, string Body)? Refusal { get; set; }

    public static async Task<LoginService> StartAsync()
    {
        var login = new LoginService();
        await login.server.StartAsync();
        return login;
    }

    /// <summary>From now on there is one key more.</summary>
    public void AddKey(string kid) => keys[kid] = RSA.Create(Made[2]);

    private static RSAParameters NewKey()
    {
        using var key = RSA.Create(2048);
        return key.ExportParameters(includePrivateParameters: true);
    }

    public static string Sign(TokenDraft draft, RSA? with, DateTimeOffset now)
    {
        var header = new JsonObject { ["alg"] = draft.Algorithm, ["typ"] = "JWT" };
        if (draft.Kid is not null)
            header["kid"] = draft.Kid;
        var payload = new JsonObject
        {
            ["iss"] = draft.Issuer,
            ["aud"] = draft.Audience,
            ["nbf"] = (now + draft.From).ToUnixTimeSeconds(),
            ["exp"] = draft.Until is { } until ? (now + until).ToUnixTimeSeconds() : null,
            ["serviceurl"] = draft.ServiceUrl,
        };
        foreach (var (claim, value) in draft.Claims)
            payload[claim] = value;
        foreach (var absent in payload.Where(claim => claim.Value is null).Select(claim => claim.Key).ToList())
            payload.Remove(absent);
        var content = $"{Encoded(header)}.{Encoded(payload)}";
        return $"{content}.{Base64UrlEncoder.Encode(Signature(draft.Algorithm, content, with))}";
    }

    /// <summary>A token signed by the key the draft names.</summary>
    public string Token(TokenDraft draft, DateTimeOffset now) => Sign(draft, keys[draft.SignedBy], now);

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        foreach (var key in keys.Values)
            key.Dispose();
    }

    private static byte[] Signature(string algorithm, string content, RSA? key)
    {
        var bytes = Encoding.ASCII.GetBytes(content);
        return (algorithm, key) switch
        {
            ("none", _) or (_, null) => [],
            ("HS256", _) => HMACSHA256.HashData(Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem()), bytes),
            ("RS384", _) => key.SignData(bytes, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
            ("RS512", _) => key.SignData(bytes, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
            ("PS256", _) => key.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            _ => key.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        };
    }

    private static string Encoded(JsonNode json) => Base64UrlEncoder.Encode(json.ToJsonString());

    private string Configuration() => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["issuer"] = "https://api.botframework.com",
        ["jwks_uri"] = new Uri(Url, "keys").AbsoluteUri,
        ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
    });

    private string Keys()
    {
        Interlocked.Increment(ref fetches);
        var set = new JsonArray();
        foreach (var (kid, key) in keys)
        {
            var numbers = key.ExportParameters(includePrivateParameters: false);
            var jwk = new JsonObject
            {
                ["kty"] = "RSA", ["use"] = "sig", ["kid"] = kid, ["n"] = Base64UrlEncoder.Encode(numbers.Modulus), ["e"] = Base64UrlEncoder.Encode(numbers.Exponent),
            };
            if (kid != Unendorsed)
                jwk["endorsements"] = new JsonArray("webchat", "directline", "msteams", "sms");
            set.Add((JsonNode)jwk);
        }

        return new JsonObject { ["keys"] = set }.ToJsonString();
    }

    private async Task GiveAsync(HttpContext context, string tenant)
    {
        using var reader = new StreamReader(context.Request.Body);
        var form = await reader.ReadToEndAsync();
        lock (Asked)
            Asked.Add($"{tenant}?{form}");
        context.Response.StatusCode = Refusal?.Status ?? 200;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(
            Refusal?.Body ?? $$"""{"token_type":"Bearer","expires_in":3600,"ext_expires_in":3600,"access_token":"token-{{Interlocked.Increment(ref tokens)}}"}""");
    }
}

/// <summary>A token to be; as it stands the Bot Connector could have made it.</summary>
public sealed record TokenDraft
{
    public string Algorithm { get; init; } = "RS256";

    public string? Kid { get; init; } = LoginService.Endorsed;

    public string SignedBy { get; init; } = LoginService.Endorsed;

    public string? Issuer { get; init; } = "https://api.botframework.com";

    public string? Audience { get; init; } = LoginService.AppId;

    public string? ServiceUrl { get; init; } = "https://smba.example/apac/";

    public TimeSpan From { get; init; } = TimeSpan.FromMinutes(-1);

    public TimeSpan? Until { get; init; } = TimeSpan.FromHours(1);

    public IReadOnlyDictionary<string, string> Claims { get; init; } = new Dictionary<string, string>();
}
