using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;
using Outreach.Delivery;

namespace Outreach.Channels.Facebook;

/// <summary>
/// Calls the Graph API as the page. The token travels in the header, where nothing logs it, with its proof beside
/// (<c>appsecret_proof</c>: HMAC-SHA256 of the token by the app's secret, in hex; Graph API, securing requests).
/// </summary>
internal sealed class GraphClient(IHttpClientFactory clients, IOptions<FacebookOptions> options, TimeProvider time)
{
    internal const string ClientName = "facebook";

    private readonly FacebookOptions settings = options.Value;

    /// <summary>Page and Messenger have limits of their own.</summary>
    public GraphUsage PostUsage { get; } = new(time);

    public GraphUsage MessageUsage { get; } = new(time);

    /// <param name="path">Below the page, such as <c>/feed</c>.</param>
    public Task<Exchange<GraphAnswer>> PostAsync(string path, HttpContent body, GraphUsage usage, CancellationToken ct) =>
        ExchangeAsync(HttpMethod.Post, path, body, GraphJson.Default.GraphAnswer, usage, ct);

    /// <param name="query">Begins with <c>&amp;</c>.</param>
    public Task<Exchange<T>> GetAsync<T>(string path, string query, JsonTypeInfo<T> answer, GraphUsage usage, CancellationToken ct)
        where T : class => ExchangeAsync(HttpMethod.Get, path, body: null, answer, usage, ct, query);

    private async Task<Exchange<T>> ExchangeAsync<T>(
        HttpMethod method, string path, HttpContent? body, JsonTypeInfo<T> answer, GraphUsage usage, CancellationToken ct, string query = "")
        where T : class
    {
        if (usage.Space is { Ticks: > 0 } space)
            await Task.Delay(space, time, ct);
        using var request = new HttpRequestMessage(method, settings.Page($"{path}?appsecret_proof={Proof()}{query}")) { Content = body };
        request.Headers.Authorization = new("Bearer", settings.PageAccessToken);
        using var http = clients.CreateClient(ClientName);
        var exchange = await http.ExchangeAsync(request, answer, settings.Timeout, time, ct);
        if (exchange is Exchange<T>.Answered answered)
            usage.Note(answered.Headers);
        return exchange;
    }

    private string Proof() =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(settings.AppSecret!), Encoding.UTF8.GetBytes(settings.PageAccessToken!)));

    /// <summary>Why nothing may be called now, or null.</summary>
    public SendOutcome? Refusal(GraphUsage usage)
    {
        if (!settings.Enabled)
            return new SendOutcome.Misconfigured($"{FacebookOptions.Section}:{nameof(FacebookOptions.PageAccessToken)} is not set.");
        return usage.Rest is { } rest ? new SendOutcome.Postponed("Meta's limit is used up", rest, PostponedFor.Pace) : null;
    }
}
