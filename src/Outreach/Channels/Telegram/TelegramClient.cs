using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;

namespace Outreach.Channels.Telegram;

/// <summary>Calls of the Bot API, each once. The token is in the address, so nothing here is logged or traced.</summary>
internal sealed class TelegramClient(IHttpClientFactory clients, IOptions<TelegramOptions> options, TimeProvider time)
{
    private readonly TelegramOptions settings = options.Value;

    public async Task<Exchange<TelegramAnswer<T>>> PostAsync<T>(
        string method, HttpContent body, JsonTypeInfo<TelegramAnswer<T>> answer, CancellationToken ct, TimeSpan held = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Method(method)) { Content = body };
        using var http = clients.CreateClient(TelegramChannel.ChannelName);
        return await http.ExchangeAsync(request, answer, settings.Timeout + held, time, ct);
    }

    /// <summary>A call of which only a success matters.</summary>
    /// <param name="held">How long Telegram may hold the answer back, on top of the usual time-out.</param>
    public async Task<TelegramResult<T>> CallAsync<TBody, T>(
        string method, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TelegramAnswer<T>> answer, CancellationToken ct, TimeSpan held = default) =>
        await PostAsync(method, ProviderHttp.Json(body, bodyType), answer, ct, held) switch
        {
            Exchange<TelegramAnswer<T>>.Answered { Body: { Ok: true, Result: { } result } } => new(result, null, null),
            Exchange<TelegramAnswer<T>>.Answered answered => new(
                default, $"{method}: HTTP {(int)answered.Status} {answered.Body?.Description}".TrimEnd(), answered.Body?.ErrorCode),
            Exchange<TelegramAnswer<T>>.NotSent notSent => new(default, $"{method}: {notSent.Reason}", null),
            Exchange<TelegramAnswer<T>>.NoAnswer noAnswer => new(default, $"{method}: {noAnswer.Reason}", null),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>A call that answers true.</summary>
    /// <returns>What went wrong, or null.</returns>
    public async Task<string?> TellAsync<TBody>(string method, TBody body, JsonTypeInfo<TBody> type, CancellationToken ct) =>
        (await CallAsync(method, body, type, TelegramJson.Default.TelegramAnswerBoolean, ct)).Problem;
}

/// <param name="Problem">Null when there is a result.</param>
/// <param name="Code">Telegram's error code, where it gave one.</param>
internal sealed record TelegramResult<T>(T? Value, string? Problem, int? Code);
