using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Outreach.Channels;

/// <summary>The steps that every provider's HTTP client shares. Nothing here retries: that is decided in one place, elsewhere.</summary>
internal static class ProviderHttp
{
    /// <summary>Providers answer in a few kilobytes; more is not an answer.</summary>
    private const int LargestAnswer = 1 << 20;

    /// <summary>No limit of a provider lasts longer; a mad number must not silence an account for years.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    extension(IServiceCollection services)
    {
        /// <summary>A named client that never logs or traces addresses and headers, because providers put their tokens there.</summary>
        public void AddProviderClient(string name) =>
            services.AddHttpClient(name, http =>
                {
                    // The deadline is ExchangeAsync's, which also knows whether the body had left.
                    http.Timeout = Timeout.InfiniteTimeSpan;
                    http.MaxResponseContentBufferSize = LargestAnswer;
                })
                .ConfigurePrimaryHttpMessageHandler(NewHandler)
                .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
                .RemoveAllLoggers();
    }

    extension(HttpClient http)
    {
        /// <summary>Sends once and reads the whole answer. Throws only when <paramref name="ct"/> is cancelled.</summary>
        public Task<Exchange<T>> ExchangeAsync<T>(
            HttpRequestMessage request, JsonTypeInfo<T> answer, TimeSpan timeout, TimeProvider time, CancellationToken ct)
            where T : class =>
            http.ExchangeAsync(request, (_, body) => Parse(body, answer), timeout, time, ct);

        /// <summary>The same for answers that are no JSON of ours; <paramref name="read"/> returns null for what it cannot read.</summary>
        public async Task<Exchange<T>> ExchangeAsync<T>(
            HttpRequestMessage request, Func<HttpResponseMessage, byte[], T?> read, TimeSpan timeout, TimeProvider time, CancellationToken ct)
            where T : class
        {
            var body = new WitnessedContent(request.Content ?? new ByteArrayContent([]));
            request.Content = body;
            using var deadline = new CancellationTokenSource(timeout, time);
            using var both = ct.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token) : null;
            var either = both?.Token ?? deadline.Token;
            try
            {
                using var response = await http.SendAsync(request, either);
                var parsed = read(response, await response.Content.ReadAsByteArrayAsync(either));
                return new Exchange<T>.Answered(response.StatusCode, parsed, RetryAfter(response, time.GetUtcNow())) { Headers = response.Headers };
            }
            catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
            {
                var reason = deadline.IsCancellationRequested ? $"no answer within {timeout.TotalSeconds} s" : e.GetBaseException().Message;
                return body.Left ? new Exchange<T>.NoAnswer(reason) : new Exchange<T>.NotSent(reason);
            }
        }
    }

    /// <summary>A JSON body of known length; several gateways refuse chunked requests.</summary>
    public static HttpContent Json<T>(T value, JsonTypeInfo<T> type) =>
        new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(value, type))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") },
        };

    /// <summary>A stored picture as a part of a multipart body.</summary>
    public static HttpContent Picture(string part, string mediaId, byte[] bytes)
    {
        var extension = Path.GetExtension(mediaId);
        var picture = new ByteArrayContent(bytes);
        picture.Headers.ContentType = new(extension is ".jpg" ? "image/jpeg" : "image/" + extension.TrimStart('.'));

        // Quoted, and without the filename* that .NET would add: RFC 7578 forbids it and some servers stumble over it.
        picture.Headers.ContentDisposition = new("form-data") { Name = $"\"{part}\"", FileName = $"\"picture{extension}\"" };
        return picture;
    }

    /// <summary>The JSON value, or null when the bytes are anything else.</summary>
    public static T? Parse<T>(byte[] body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A pause a provider asks for: at most a day, and null when it is over already, so that our own steps in.</summary>
    public static TimeSpan? Pause(TimeSpan asked) => asked <= TimeSpan.Zero ? null : asked < LongestPause ? asked : LongestPause;

    /// <summary>Seconds or a date (RFC 9110, 10.2.3).</summary>
    private static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => Pause(delta),
        { Date: { } date } => Pause(date - now),
        _ => null,
    };

    private static SocketsHttpHandler NewHandler() => new()
    {
        // A redirected POST would carry our token to wherever it points.
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),

        // Below the minute after which servers drop idle connections: writing into one of those is an answer lost.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),

        // Without a propagator the handler starts no activity; its url.full would show Telegram's token to the trace store.
        ActivityHeadersPropagator = null,
    };
}
