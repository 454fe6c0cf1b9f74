using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Serialization.Metadata;

namespace Outreach.Channels.Twilio;

/// <summary>One account's requests to Twilio's REST API, signed in with its key or token.</summary>
internal sealed class TwilioClient(IHttpClientFactory clients, TwilioOptions settings, TimeProvider time)
{
    private readonly AuthenticationHeaderValue credentials = Credentials(settings);

    public string MessagesPath => $"/2010-04-01/Accounts/{settings.AccountSid}/Messages.json";

    /// <param name="path">Below the configured address, with its query.</param>
    public async Task<Exchange<T>> ExchangeAsync<T>(HttpMethod method, string path, HttpContent? body, JsonTypeInfo<T> answer, CancellationToken ct)
        where T : class
    {
        using var request = new HttpRequestMessage(method, ProviderOptions.Below(settings.BaseUrl, path)) { Content = body };
        request.Headers.Authorization = credentials;
        using var http = clients.CreateClient(TwilioChannel.ChannelName);
        return await http.ExchangeAsync(request, answer, settings.Timeout, time, ct);
    }

    private static AuthenticationHeaderValue Credentials(TwilioOptions settings)
    {
        var (user, password) = settings.Login;
        return new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
    }
}
