using System.Net.Http.Headers;
using System.Globalization;
using System.Text;

namespace Outreach.Channels.SmsGateway;

/// <param name="Fields">Null when the answer is not of the format agreed on.</param>
/// <param name="Pause">What the gateway's own header asks for.</param>
internal sealed record SmsGatewayAnswer(SmsFields? Fields, TimeSpan? Pause);

/// <summary>Makes requests as they are described, and reads what comes back.</summary>
internal sealed class SmsGatewayClient(IHttpClientFactory clients, SmsGatewayOptions settings, TimeProvider time)
{
    public const string Name = "sms-gateway";

    /// <summary>Later than any number of seconds, earlier than any date: what a header counts from.</summary>
    private const long FirstDate = 1_000_000_000;

    /// <summary>Kept: its handler lives as long as the process (<see cref="ProviderHttp"/>), and making one costs as much as a message.</summary>
    private readonly HttpClient http = clients.CreateClient(Name);

    private readonly bool tokenInTemplates = settings.Uses("token");

    /// <param name="value">What stands in for a placeholder; secrets and the brand name are known here.</param>
    public async Task<Exchange<SmsGatewayAnswer>> AskAsync(SmsGatewayRequest described, Func<string, string?> value, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(new HttpMethod(described.Method), Address(described.Path!, Known(value)))
        {
            Content = Body(described.Body, described.Format, Known(value)),
        };
        foreach (var (name, text) in described.Headers)
            request.Headers.TryAddWithoutValidation(name, text);
        Authenticate(request, Known(value));
        return await SendAsync(request, described.Answer, described.RetryHeader, ct);
    }

    public async Task<Exchange<SmsGatewayAnswer>> TokenAsync(string session, CancellationToken ct)
    {
        var known = Known(name => name == "session" ? session : null);
        using var request = new HttpRequestMessage(HttpMethod.Post, Address(settings.Auth.TokenPath!, known))
        {
            Content = Body(settings.Auth.TokenBody, settings.Auth.TokenFormat, known),
        };
        return await SendAsync(request, WireFormat.Json, retryHeader: null, ct);
    }

    private Task<Exchange<SmsGatewayAnswer>> SendAsync(HttpRequestMessage request, WireFormat format, string? retryHeader, CancellationToken ct) =>
        http.ExchangeAsync(
            request, (response, body) => new SmsGatewayAnswer(SmsFields.Read(body, format), Pause(response, retryHeader)), settings.Timeout, time, ct);

    private Func<string, string?> Known(Func<string, string?> value) => name => name switch
    {
        "brandname" => settings.Brandname,
        _ when name.StartsWith("secret:", StringComparison.Ordinal) => settings.Secrets.GetValueOrDefault(name["secret:".Length..]),
        _ => value(name),
    };

    /// <summary>The host is the operator's; what stands in for placeholders cannot leave the place it has in path or query.</summary>
    private Uri Address(string path, Func<string, string?> value)
    {
        var filled = SmsTemplate.Read(path).Fill(value, Uri.EscapeDataString);
        if (settings.Auth is { Kind: AuthKind.Query, Name: { } name })
            filled += $"{(filled.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Uri.EscapeDataString(name)}={Uri.EscapeDataString(Filled(settings.Auth.Value, value))}";
        return ProviderOptions.Below(settings.BaseUrl, filled);
    }

    private static ByteArrayContent? Body(string? template, WireFormat format, Func<string, string?> value) =>
        format == WireFormat.None
            ? null
            : new ByteArrayContent(Encoding.UTF8.GetBytes(SmsTemplate.Read(template).Fill(value, SmsTemplate.EscapeFor(format))))
            {
                Headers =
                {
                    ContentType = format switch
                    {
                        WireFormat.Form => new MediaTypeHeaderValue("application/x-www-form-urlencoded"),
                        WireFormat.Xml => new MediaTypeHeaderValue("text/xml", "utf-8"),
                        _ => new MediaTypeHeaderValue("application/json", "utf-8"),
                    },
                },
            };

    private void Authenticate(HttpRequestMessage request, Func<string, string?> value)
    {
        var auth = settings.Auth;
        switch (auth.Kind)
        {
            case AuthKind.Basic:
                var login = $"{Filled(auth.User, value)}:{Filled(auth.Password, value)}";
                request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(login)));
                break;
            case AuthKind.Bearer:
                request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Filled(auth.Value, value));
                break;
            case AuthKind.Header:
                request.Headers.TryAddWithoutValidation(auth.Name!, Filled(auth.Value, value));
                break;
            case AuthKind.OAuth2 when !tokenInTemplates:
                request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + value("token"));
                break;
        }
    }

    private static string Filled(string? template, Func<string, string?> value) => SmsTemplate.Read(template).Fill(value, SmsTemplate.EscapeFor(WireFormat.None));

    /// <summary>Vendors count in seconds from now or name a Unix time, and do not say which.</summary>
    private TimeSpan? Pause(HttpResponseMessage response, string? header)
    {
        if (header is null || !response.Headers.TryGetValues(header, out var values)
            || !long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        var seconds = number < FirstDate ? number : number - time.GetUtcNow().ToUnixTimeSeconds();
        return ProviderHttp.Pause(TimeSpan.FromSeconds(Math.Clamp(seconds, 0, FirstDate)));
    }
}
