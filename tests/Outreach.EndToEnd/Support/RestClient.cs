using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Outreach.EndToEnd.Support;

/// <summary>Another system that uses the service by REST, with its key.</summary>
public sealed class RestClient : IDisposable
{
    private readonly HttpClient http;

    public RestClient(string url, string key)
    {
        http = new HttpClient { BaseAddress = new Uri(url) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
    }

    public async Task<Answer> GetAsync(string path)
    {
        using var answer = await http.GetAsync(path);
        return await Answer.OfAsync(answer);
    }

    public async Task<Answer> PostAsync(string path, object? body, string idempotencyKey)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", idempotencyKey);
        using var answer = await http.SendAsync(request);
        return await Answer.OfAsync(answer);
    }

    public void Dispose() => http.Dispose();
}

/// <param name="Body">Undefined when there is none.</param>
public sealed record Answer(HttpStatusCode Status, JsonElement Body)
{
    internal static async Task<Answer> OfAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return new Answer(answer.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }
}
