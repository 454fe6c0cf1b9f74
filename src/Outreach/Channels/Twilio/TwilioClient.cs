using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Serialization.Metadata;

namespace Outreach.Channels.Twilio;

/// <summary>One account's requests to Twilio's REST API, signed in with its key or token.</summary>
internal sealed class TwilioClient(IHttpClientFactory clients, TwilioOptions settings, TimeProvider time)
{
    private readonly AuthenticationHeaderValue credentials = Credentials(settings);

    /// <summary>Kept: its handler lives as long as the process (<see cref="ProviderHttp"/>), and making one costs as much as a message.</summary>
    private readonly HttpClient http = clients.CreateClient(TwilioChannel.ChannelName);

    public string MessagesPath { get; } = PathOf(settings);

    public Uri Messages { get; } = ProviderOptions.Below(settings.BaseUrl, PathOf(settings));

    /// <param name="path">Below the configured address, with its query.</param>
    public Uri At(string path) => ProviderOptions.Below(settings.BaseUrl, path);

    public async Task<Exchange<T>> ExchangeAsync<T>(HttpMethod method, Uri address, HttpContent? body, JsonTypeInfo<T> answer, CancellationToken ct)
        where T : class
    {
        using var request = new HttpRequestMessage(method, address) { Content = body };
        request.Headers.Authorization = credentials;
        return await http.ExchangeAsync(request, answer, settings.Timeout, time, ct);
    }

    private static string PathOf(TwilioOptions settings) => $"/2010-04-01/Accounts/{settings.AccountSid}/Messages.json";

    private static AuthenticationHeaderValue Credentials(TwilioOptions settings)
    {
        var (user, password) = settings.Login;
        return new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
    }
}
