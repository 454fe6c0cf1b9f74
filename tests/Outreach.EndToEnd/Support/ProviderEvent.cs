using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Outreach.Sandbox;

namespace Outreach.EndToEnd.Support;

/// <summary>A citizen's message as a provider's webhook carries it, genuine or in one of the ways someone could forge it.</summary>
public sealed record ProviderEvent(string Channel, string Citizen, string Id, string Text)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public HttpRequestMessage Request(string serviceUrl, Forgery forgery = Forgery.None) => Channel switch
    {
        "zalo" => Zalo(serviceUrl, forgery),
        "telegram" => Telegram(serviceUrl, forgery),
        "sms" => Twilio(serviceUrl, forgery),
        _ => throw new ArgumentOutOfRangeException(nameof(forgery), Channel, "no such provider"),
    };

    private HttpRequestMessage Zalo(string serviceUrl, Forgery forgery)
    {
        const string Timestamp = "1763780000000";
        var body = JsonSerializer.Serialize(
            new
            {
                app_id = SandboxDefaults.ZaloAppId,
                event_name = "user_send_text",
                sender = new { id = Citizen },
                recipient = new { id = SandboxDefaults.ZaloOaId },
                message = new { text = Text, msg_id = Id },
                timestamp = Timestamp,
            },
            Plain);
        var secret = forgery == Forgery.OtherSecret ? "guessed" : SandboxDefaults.ZaloOaSecret;
        var mac = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(SandboxDefaults.ZaloAppId + body + Timestamp + secret)));
        return Post(
            $"{serviceUrl}/webhooks/zalo/default",
            new StringContent(forgery == Forgery.ChangedAfterwards ? body + " " : body, Encoding.UTF8, "application/json"),
            "X-ZEvent-Signature",
            forgery == Forgery.WithoutProof ? null : "mac=" + mac);
    }

    private HttpRequestMessage Telegram(string serviceUrl, Forgery forgery)
    {
        var id = long.Parse(Citizen, System.Globalization.CultureInfo.InvariantCulture);
        var update = new
        {
            update_id = int.Parse(Id, System.Globalization.CultureInfo.InvariantCulture),
            message = new
            {
                message_id = 1,
                date = 1763780000,
                text = Text,
                chat = new { id, type = "private" },
                from = new { id, is_bot = false, first_name = "Hoa" },
            },
        };
        var secret = forgery switch
        {
            Forgery.WithoutProof => null,
            Forgery.OtherSecret => "guessed",
            _ => SandboxDefaults.TelegramWebhookSecret,
        };
        return Post(
            $"{serviceUrl}/webhooks/telegram/default",
            new StringContent(JsonSerializer.Serialize(update, Plain), Encoding.UTF8, "application/json"),
            "X-Telegram-Bot-Api-Secret-Token",
            secret);
    }

    [SuppressMessage("Security", "CA5350", Justification = "Twilio's choice.")]
    private HttpRequestMessage Twilio(string serviceUrl, Forgery forgery)
    {
        var url = $"{serviceUrl}/webhooks/twilio/default";
        Dictionary<string, string> form = new() { ["Body"] = Text, ["From"] = Citizen, ["MessageSid"] = Id, ["To"] = SandboxDefaults.TwilioSender };
        var signed = url + string.Concat(form.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => field.Key + field.Value));
        var secret = forgery == Forgery.OtherSecret ? "guessed" : SandboxDefaults.TwilioAuthToken;
        var signature = Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(signed)));
        if (forgery == Forgery.ChangedAfterwards)
            form["Body"] += "!";
        return Post(url, new FormUrlEncodedContent(form), "X-Twilio-Signature", forgery == Forgery.WithoutProof ? null : signature);
    }

    private static HttpRequestMessage Post(string url, HttpContent body, string header, string? proof)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = body };
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("provider", "1"));
        if (proof is not null)
            request.Headers.Add(header, proof);
        return request;
    }
}

public enum Forgery
{
    None = 0,
    WithoutProof = 1,
    OtherSecret = 2,

    /// <summary>Signed by the provider, then changed on the way. Telegram signs nothing, so it cannot tell.</summary>
    ChangedAfterwards = 3,
}
