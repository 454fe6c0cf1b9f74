using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Outreach.BotFramework.Authentication;

/// <summary>
/// The keys of a login service, fetched when the first token comes and kept for a day. A key nobody knows makes them be
/// fetched again, but no more often than every five minutes: or invented keys would make us flood the login service.
/// </summary>
/// <remarks>The library's own cache does the same by the machine's clock, which no test can move.</remarks>
internal sealed class SigningKeys(Uri metadata, IDocumentRetriever documents, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);
    private static readonly TimeSpan UnknownKeyPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private volatile Fetched? current;
    private DateTimeOffset? lastFailure;

    /// <summary>The key of that id, or null when the login service has none.</summary>
    /// <exception cref="SigningKeysException">There are no keys, not even old ones.</exception>
    public async Task<JsonWebKey?> FindAsync(string kid, CancellationToken ct)
    {
        if (current is { } known && !IsDue(known, kid))
            return known.Find(kid);
        await oneAtATime.WaitAsync(ct);
        try
        {
            if (current is null || IsDue(current, kid))
                await FetchAsync(ct);
            return current?.Find(kid) ?? (current is null ? throw new SigningKeysException("the login service's keys cannot be fetched") : null);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    private bool IsDue(Fetched known, string kid)
    {
        var age = time.GetUtcNow() - known.At;
        return age > KeptFor || (age >= UnknownKeyPause && known.Find(kid) is null);
    }

    /// <summary>Old keys stay when new ones cannot be had: a login service that is down for an hour silences nobody.</summary>
    private async Task FetchAsync(CancellationToken ct)
    {
        if (lastFailure is { } failure && time.GetUtcNow() - failure < FailurePause)
            return;
        try
        {
            var found = await OpenIdConnectConfigurationRetriever.GetAsync(metadata.AbsoluteUri, documents, ct);
            current = new Fetched(found.JsonWebKeySet?.Keys ?? [], time.GetUtcNow());
            lastFailure = null;
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            lastFailure = time.GetUtcNow();
        }
    }

    private sealed record Fetched(IList<JsonWebKey> Keys, DateTimeOffset At)
    {
        public JsonWebKey? Find(string kid) => Keys.FirstOrDefault(key => key.Kid == kid && key.Kty == JsonWebAlgorithmsKeyTypes.RSA);
    }
}

/// <summary>No token can be judged for now.</summary>
internal sealed class SigningKeysException(string message) : Exception(message);
