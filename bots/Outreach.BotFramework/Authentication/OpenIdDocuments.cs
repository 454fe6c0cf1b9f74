using Microsoft.IdentityModel.Protocols;

namespace Outreach.BotFramework.Authentication;

/// <summary>Fetches the documents of a login service: over TLS, except from this machine.</summary>
/// <param name="http">A client for one document.</param>
public sealed class OpenIdDocuments(Func<HttpClient> http, TimeSpan timeout, TimeProvider time) : IDocumentRetriever
{
    /// <exception cref="HttpRequestException">It could not be fetched, or only without TLS.</exception>
    public async Task<string> GetDocumentAsync(string address, CancellationToken cancel)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !SafeAddress.Is(uri))
            throw new HttpRequestException("The address is neither https nor of this machine.");
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, deadline.Token);
        using var client = http();
        using var answer = await client.GetAsync(uri, either.Token);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync(either.Token);
    }
}
