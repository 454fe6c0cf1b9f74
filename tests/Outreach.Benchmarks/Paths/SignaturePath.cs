using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Outreach.Benchmarks.Measuring;
using Outreach.Channels;
using Outreach.Channels.Facebook;
using Outreach.Channels.Twilio;
using Outreach.Channels.Webhook;
using Outreach.Channels.Zalo;

namespace Outreach.Benchmarks.Paths;

/// <summary>What it costs to find out whether a webhook is genuine, against hashing the same bytes and nothing else.</summary>
internal static class SignaturePath
{
    private const string Secret = "the-secret-of-the-benchmark";
    private const string Timestamp = "1735689600000";
    private const string Address = "https://thongtin.example.gov.vn/webhooks/twilio/default";

    public static async Task<IReadOnlyList<Row>> RunAsync(Scale scale) =>
    [
        await ZaloAsync(scale),
        await TwilioAsync(scale),
        await TelegramAsync(scale),
        await FacebookAsync(scale),
        await GenericAsync(scale),
    ];

    private static Task<Row> ZaloAsync(Scale scale)
    {
        var settings = new ZaloOptions { AppId = "360846524940903967", OaSecret = Secret };
        var body = Encoding.UTF8.GetBytes(
            """{"app_id":"360846524940903967","sender":{"id":"246845883529197922"},"recipient":{"id":"388613280878808645"},"event_name":"user_send_text","message":{"text":"Làm giấy khai sinh cho con ở đâu?","msg_id":"m1"},"timestamp":"1735689600000"}""");
        byte[] signed = [.. Encoding.UTF8.GetBytes(settings.AppId), .. body, .. Encoding.UTF8.GetBytes(Timestamp + Secret)];
        var mac = "mac=" + Convert.ToHexStringLower(SHA256.HashData(signed));
        return CompareAsync(scale, "Zalo", "SHA-256", () => SHA256.HashData(signed).Length > 0, () => ZaloWebhook.IsGenuine(settings, body, Timestamp, mac));
    }

    [SuppressMessage("Security", "CA5350", Justification = "Twilio's choice.")]
    private static Task<Row> TwilioAsync(Scale scale)
    {
        var form = new Dictionary<string, string>
        {
            ["AccountSid"] = "AC00000000000000000000000000000001",
            ["ApiVersion"] = "2010-04-01",
            ["Body"] = "Làm giấy khai sinh cho con ở đâu?",
            ["From"] = "+84901234567",
            ["MessageSid"] = "SM00000000000000000000000000000001",
            ["NumMedia"] = "0",
            ["NumSegments"] = "1",
            ["SmsStatus"] = "received",
            ["To"] = "+84900000000",
        };
        var signature = TwilioSignature.Compute(Secret, Address, form);
        var key = Encoding.UTF8.GetBytes(Secret);
        var signed = Encoding.UTF8.GetBytes(Address + string.Concat(form.Select(field => field.Key + field.Value)));
        return CompareAsync(scale, "Twilio", "HMAC-SHA1", () => HMACSHA1.HashData(key, signed).Length > 0, () => TwilioSignature.IsGenuine(Secret, Address, form, signature));
    }

    /// <summary>Telegram signs nothing: its secret is compared.</summary>
    private static Task<Row> TelegramAsync(Scale scale)
    {
        var secret = Encoding.UTF8.GetBytes(Secret);
        return CompareAsync(scale, "Telegram", "comparing bytes", () => CryptographicOperations.FixedTimeEquals(secret, secret), () => WebhookBody.Matches(Secret, Secret));
    }

    private static Task<Row> FacebookAsync(Scale scale)
    {
        var key = Encoding.UTF8.GetBytes(Secret);
        var body = Encoding.UTF8.GetBytes(
            """{"object":"page","entry":[{"id":"388613280878808645","time":1735689600000,"messaging":[{"sender":{"id":"246845883529197922"},"recipient":{"id":"388613280878808645"},"timestamp":1735689600000,"message":{"mid":"m_1","text":"Làm giấy khai sinh cho con ở đâu?"}}]}]}""");
        var signature = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(key, body));
        return CompareAsync(scale, "Facebook", "HMAC-SHA256", () => HMACSHA256.HashData(key, body).Length > 0, () => FacebookSignature.IsGenuine(Secret, body, signature));
    }

    /// <summary>The webhook for other systems, by the convention of Standard Webhooks.</summary>
    private static Task<Row> GenericAsync(Scale scale)
    {
        const string Id = "evt_1";
        byte[][] keys = [RandomNumberGenerator.GetBytes(32)];
        var body = Encoding.UTF8.GetBytes("""{"type":"message","from":"246845883529197922","text":"Làm giấy khai sinh cho con ở đâu?","at":"2025-01-01T00:00:00Z"}""");
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{Id}.{Timestamp}."), .. body];
        var signature = WebhookSignature.Sign(keys, Id, Timestamp, body);
        return CompareAsync(
            scale, "the generic webhook", "HMAC-SHA256", () => HMACSHA256.HashData(keys[0], signed).Length > 0, () => WebhookSignature.IsGenuine(keys, Id, Timestamp, body, signature));
    }

    private static async Task<Row> CompareAsync(Scale scale, string provider, string reference, Func<bool> plain, Func<bool> check)
    {
        var times = scale.Of(500_000, 50_000);
        var series = await Comparison.AlternateAsync(scale.Rounds, () => Task.FromResult(Nanoseconds(plain, times)), () => Task.FromResult(Nanoseconds(check, times)));
        return Row.Of("signature", $"a genuine signature of {provider} checked, ns; lower is better", reference, series);
    }

    private static double Nanoseconds(Func<bool> work, int times)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
        {
            if (!work())
                throw new InvalidOperationException("What was signed a moment ago is not genuine.");
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / times;
    }
}
