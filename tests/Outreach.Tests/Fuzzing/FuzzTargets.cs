using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Outreach.Channels.Twilio;
using Outreach.Channels.Webhook;

namespace Outreach.Tests.Fuzzing;

/// <summary>Every entrance that is open to the Internet without an API key.</summary>
internal static class FuzzTargets
{
    private const string DirectLine = "/v3/directline";

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("zalo", FuzzSamples.Zalo, SignZalo),
        new("telegram", FuzzSamples.Telegram, (_, request) => request.Headers.Add(("X-Telegram-Bot-Api-Secret-Token", FuzzStand.TelegramSecret))),
        new("twilio", FuzzSamples.TwilioMessages, SignTwilio),
        new("twilio status", FuzzSamples.TwilioStatuses, SignTwilio),
        new("facebook", FuzzSamples.Facebook, SignFacebook),
        new("facebook handshake", [new("GET", "/webhooks/facebook/default?hub.mode=subscribe&hub.verify_token=" + FuzzStand.FacebookWord + "&hub.challenge=1158201444")], (_, _) => { }) { Writes = false, Open = true },
        new("generic webhook", FuzzSamples.Generic, SignGeneric),
        new("bot framework", FuzzSamples.Bot, (stand, request) => request.Headers.Add(("Authorization", "Bearer " + stand.BotToken))) { NotImplemented = true },
        new("chat token", [new("POST", "/chat/token")], (_, _) => { }) { Writes = false, Open = true },
        new("direct line generate", FuzzSamples.Starts(DirectLine + "/tokens/generate"), WithSecret) { Writes = false },
        new("direct line refresh", [new("POST", DirectLine + "/tokens/refresh")], WithToken) { Subjects = Conversations, Writes = false },
        new("direct line start", FuzzSamples.Starts(DirectLine + "/conversations"), WithNewToken),
        new("direct line reconnect", [new("GET", DirectLine + "/conversations/%S%?watermark=1")], WithToken) { Subjects = Conversations, Writes = false },
        new("direct line read", [new("GET", DirectLine + "/conversations/%S%/activities"), new("GET", DirectLine + "/conversations/%S%/activities?watermark=0")], WithToken) { Subjects = Conversations, Writes = false },
        new("direct line post", FuzzSamples.Activities(DirectLine + "/conversations/%S%/activities"), WithToken) { Subjects = Conversations },
        new("direct line stream", FuzzSamples.Streams(DirectLine + "/conversations/%S%/stream"), WithTokenInQuery) { Subjects = Conversations, Writes = false },
        new("direct line upload", FuzzSamples.Uploads(DirectLine + "/conversations/%S%/upload?userId=me"), WithToken) { Subjects = Conversations },
        new("direct line attachment", [new("GET", DirectLine + "/conversations/%S%/attachments/0123456789abcdef?e=1&s=a")], WithToken) { Subjects = Conversations, Writes = false },
        new("opt-out page", FuzzSamples.OptOuts, WithPath) { Subjects = stand => stand.OptOuts, Writes = false },
        new("task page", FuzzSamples.Tasks, WithPath) { Subjects = stand => stand.Tasks, Writes = false },
    ];

    /// <summary>Where SMS goes by a gateway and not by Twilio.</summary>
    public static IReadOnlyList<FuzzTarget> Gateway { get; } = [new("sms gateway", FuzzSamples.Gateway, WithPath) { Subjects = _ => [FuzzStand.GatewaySecret] }];

    private static IReadOnlyList<string> Conversations(FuzzStand stand) => stand.Conversations;

    /// <summary>Over the timestamp of the body where it has one that is a string or a number, else of the header.</summary>
    private static void SignZalo(FuzzStand stand, FuzzRequest request)
    {
        var timestamp = "1735689600000";
        request.Headers.Add(("X-ZEvent-Timestamp", timestamp));
        try
        {
            using var document = JsonDocument.Parse(request.Body);
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("timestamp", out var given) && given.ValueKind is JsonValueKind.String or JsonValueKind.Number)
                timestamp = given.ToString();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // As a sender would that never looked into it.
        }

        byte[] signed = [.. Encoding.UTF8.GetBytes(FuzzStand.ZaloApp), .. request.Body, .. Encoding.UTF8.GetBytes(timestamp + FuzzStand.ZaloSecret)];
        request.Headers.Add(("X-ZEvent-Signature", "mac=" + Convert.ToHexStringLower(SHA256.HashData(signed))));
    }

    private static void SignTwilio(FuzzStand stand, FuzzRequest request)
    {
        Dictionary<string, string> form = [];
        try
        {
            using var reader = new FormReader(Encoding.UTF8.GetString(request.Body));
            form = reader.ReadForm().ToDictionary(field => field.Key, field => field.Value.ToString());
        }
        catch (InvalidDataException)
        {
            // Nothing can be signed of what cannot be read.
        }

        request.Headers.Add(("X-Twilio-Signature", TwilioSignature.Compute(FuzzStand.TwilioToken, FuzzStand.PublicUrl + request.Path, form)));
    }

    private static void SignFacebook(FuzzStand stand, FuzzRequest request) =>
        request.Headers.Add(("X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(FuzzStand.FacebookSecret), request.Body))));

    private static void SignGeneric(FuzzStand stand, FuzzRequest request)
    {
        var id = "evt-" + FuzzStand.NewConversation();
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add(("Webhook-Id", id));
        request.Headers.Add(("Webhook-Timestamp", timestamp));
        request.Headers.Add(("Webhook-Signature", WebhookSignature.Sign([FuzzStand.WebhookKey], id, timestamp, request.Body)));
    }

    private static void WithSecret(FuzzStand stand, FuzzRequest request) => request.Headers.Add(("Authorization", "Bearer " + FuzzStand.DirectLineSecret));

    private static void WithToken(FuzzStand stand, FuzzRequest request) => request.Headers.Add(("Authorization", "Bearer " + stand.TokenOf(request.Subject)));

    private static void WithNewToken(FuzzStand stand, FuzzRequest request) => request.Headers.Add(("Authorization", "Bearer " + stand.TokenOf(FuzzStand.NewConversation())));

    private static void WithTokenInQuery(FuzzStand stand, FuzzRequest request) =>
        request.Path += (request.Path.Contains('?', StringComparison.Ordinal) ? "&t=" : "?t=") + stand.TokenOf(request.Subject);

    /// <summary>The path itself is the proof.</summary>
    private static void WithPath(FuzzStand stand, FuzzRequest request) => request.Path = request.Path.Replace(FuzzInputs.Unproved, request.Subject, StringComparison.Ordinal);
}
