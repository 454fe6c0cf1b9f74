using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Outreach.Sandbox.Callbacks;
using Outreach.Sandbox.Faults;
using Outreach.Sandbox.Journal;

namespace Outreach.Sandbox.SmsGateway;

/// <summary>SpeedSMS as its documentation has it: Basic with the token, HTTP 200 for errors too, one webhook for reports and messages.</summary>
internal sealed class SpeedSmsApi(SandboxOptions options, Ledger ledger, Carrier carrier, FaultBoard faults, IProvider provider)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/index.php/sms/send", SendAsync);

    public IReadOnlyList<Callback> Receipts(ReceivedMessage message) =>
        message.StatusCallback is { } url
            ? [Create(
                message.Seq,
                () => MovedService.Address(message.Seq, url, ledger, options),
                new JsonObject { ["type"] = "report", ["tranId"] = long.Parse(message.ProviderId, CultureInfo.InvariantCulture), ["phone"] = message.To[1..], ["status"] = 0 },
                options.ReceiptDelay)]
            : [];

    public Callback Inbound(PhoneEvent phoneEvent) =>
        Create(phoneEvent.Seq, () => WebhookUrl, new JsonObject { ["type"] = "sms", ["phone"] = phoneEvent.From[1..], ["content"] = phoneEvent.Text ?? "" }, TimeSpan.Zero);

    private Uri? WebhookUrl => options.WebhookBaseUrl is { } service ? new Uri(service, $"webhooks/sms/default/{options.SmsGateway.WebhookSecret}/status") : null;

    private async Task SendAsync(HttpContext context)
    {
        await faults[Channels.Sms].DelayAsync(context.RequestAborted);
        if (faults[Channels.Sms].RefuseForRate() is not null)
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers["X-Rate-Limit-Reset"] = "1";
            return;
        }

        if (faults[Channels.Sms].Roll(s => s.Error5xx))
        {
            await context.WriteBadGatewayAsync();
            return;
        }

        var (refusal, words, message) = await TakeAsync(context);
        if (message is null)
            await context.WriteAsync(new JsonObject { ["status"] = "error", ["code"] = refusal, ["message"] = words });
        else if (!await carrier.SpoilsAnswerAsync(Channels.Sms, context))
            await context.WriteAsync(new JsonObject
            {
                ["status"] = "success",
                ["code"] = "00",
                ["data"] = new JsonObject
                {
                    ["tranId"] = long.Parse(message.ProviderId, CultureInfo.InvariantCulture),
                    ["totalSMS"] = 1,
                    ["totalPrice"] = 300,
                    ["invalidPhone"] = new JsonArray(),
                },
            });
    }

    private async Task<(string Code, string Words, ReceivedMessage? Message)> TakeAsync(HttpContext context)
    {
        var login = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(options.SmsGateway.AccessToken + ":x"));
        if (context.Request.Headers.Authorization != login)
            return ("009", "permission denied", null);
        try
        {
            if (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) is not JsonObject body
                || body["to"] is not JsonArray { Count: 1 } to || body["sms_type"]?.ToString() != "3" || body["sender"]?.ToString() is not { Length: > 0 } sender)
                return ("101", "invalid params", null);
            if (GatewayNumber.Read(to[0]?.ToString()) is not { } number)
                return ("105", "phone number invalid", null);
            return body["content"]?.ToString() is { Length: > 0 } text
                ? ("00", "", await AcceptAsync(number, sender, text))
                : ("101", "invalid params", null);
        }
        catch (JsonException)
        {
            return ("101", "invalid params", null);
        }
    }

    private Task<ReceivedMessage> AcceptAsync(string to, string from, string text)
    {
        var callback = WebhookUrl?.OriginalString;
        return carrier.AcceptAsync(provider, seq => new ReceivedMessage(
            seq, Channels.Sms, to, from, text, null, [], (1_000_000 + seq).ToString(CultureInfo.InvariantCulture), null, options.Time.GetUtcNow())
        {
            StatusCallback = callback,
        });
    }

    private static Callback Create(long seq, Func<Uri?> target, JsonObject body, TimeSpan delay) => new()
    {
        Line = string.Create(CultureInfo.InvariantCulture, $"sms:{seq}"),
        Target = target,
        Build = (url, _) => new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(body.ToJsonString(JsonAnswers.Plain), Encoding.UTF8, "application/json") },
        RetryAfter = (attempt, failure) => attempt == 0 && failure.Status is null ? TimeSpan.FromSeconds(1) : null,
        Timeout = TimeSpan.FromSeconds(10),
        Settled = new Settled(seq, 1),
        Delay = delay,
    };
}
