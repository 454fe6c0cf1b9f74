using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Outreach.Sandbox.Callbacks;
using Outreach.Sandbox.Faults;
using Outreach.Sandbox.Journal;

namespace Outreach.Sandbox.SmsGateway;

/// <summary>eSMS as its documentation has it (developers.esms.vn): customer care messages, and callbacks by GET that nobody signs.</summary>
internal sealed class EsmsApi(SandboxOptions options, Ledger ledger, Carrier carrier, FaultBoard faults, IProvider provider)
{
    /// <summary>Waiting, sent, finished: in the order they are reported.</summary>
    private static readonly int[] Stages = [2, 7, 5];

    /// <summary>eSMS calls again five times, and only when no answer came in time.</summary>
    private const int Repeats = 5;

    private readonly Lock gate = new();
    private readonly HashSet<string> requests = [];

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/MainService.svc/json/SendMultipleMessage_V4_post_json/", SendAsync);

    public IReadOnlyList<Callback> Receipts(ReceivedMessage message) =>
        message.StatusCallback is { } url ? [.. Stages.Select((status, i) => Receipt(message, url, status, i + 1))] : [];

    private async Task SendAsync(HttpContext context)
    {
        await faults[Channels.Sms].DelayAsync(context.RequestAborted);
        if (faults[Channels.Sms].RefuseForRate() is not null)
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return;
        }

        if (faults[Channels.Sms].Roll(s => s.Error5xx))
        {
            await context.WriteBadGatewayAsync();
            return;
        }

        var (code, message) = await TakeAsync(context);
        if (message is not null && await carrier.SpoilsAnswerAsync(Channels.Sms, context))
            return;
        var answer = new JsonObject { ["CodeResult"] = code, ["CountRegenerate"] = 0 };
        if (message is not null)
            answer["SMSID"] = message.ProviderId;
        else
            answer["ErrorMessage"] = Words(code);
        await context.WriteAsync(answer);
    }

    private async Task<(string Code, ReceivedMessage? Message)> TakeAsync(HttpContext context)
    {
        JsonObject? body;
        try
        {
            body = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) as JsonObject;
        }
        catch (JsonException)
        {
            body = null;
        }

        if (body is null)
            return ("110", null);
        string Field(string name) => body[name]?.ToString() ?? "";
        if (Field("ApiKey") != options.SmsGateway.ApiKey || Field("SecretKey") != options.SmsGateway.SecretKey)
            return ("101", null);
        if (Field("Brandname").Length is 0 or > 11)
            return ("104", null);
        if (Field("SmsType") != "2")
            return ("118", null);
        if (GatewayNumber.Read(Field("Phone")) is not { } to)
            return ("108", null);
        if (Field("Content").Length == 0 || (Field("IsUnicode") != "1" && Field("Content").Any(c => c > '\u007f')))
            return ("110", null);
        if (Field("RequestId") is { Length: > 0 } request && !Note(request))
            return ("124", null);
        return ("100", await AcceptAsync(body, to, Field("Brandname"), Field("Content")));
    }

    /// <summary>False when it is known: from this run, or from the journal.</summary>
    private bool Note(string request)
    {
        lock (gate)
        {
            if (requests.Count == 0)
                requests.UnionWith(ledger.Read(state => state.Messages(Channels.Sms, to: null, after: 0, limit: int.MaxValue))
                    .Select(message => message.ClientRef).OfType<string>());
            return requests.Add(request);
        }
    }

    private Task<ReceivedMessage> AcceptAsync(JsonObject body, string to, string from, string text)
    {
        var now = options.Time.GetUtcNow();
        var callback = Uri.TryCreate(body["CallbackUrl"]?.ToString(), UriKind.Absolute, out var url) ? url.OriginalString : null;
        return carrier.AcceptAsync(provider, seq => new ReceivedMessage(
            seq, Channels.Sms, to, from, text, null, [], Guid.CreateVersion7(now).ToString("D") + "30303", body["RequestId"]?.ToString(), now)
        {
            StatusCallback = callback,
        });
    }

    private Callback Receipt(ReceivedMessage message, string url, int status, int stage) => new()
    {
        Line = $"sms:{message.Seq}",
        Target = () => MovedService.Address(message.Seq, url, ledger, options),
        Build = (target, _) => new HttpRequestMessage(HttpMethod.Get, target + Query(message, status)),
        RetryAfter = (attempt, failure) => attempt < Repeats && failure.Status is null ? TimeSpan.FromSeconds(1) : null,
        Timeout = TimeSpan.FromSeconds(3),
        Settled = new Settled(message.Seq, stage),
        Delay = options.ReceiptDelay,
    };

    /// <summary>Finished alone says nothing: the two counts tell how it ended.</summary>
    private static string Query(ReceivedMessage message, int status)
    {
        var done = status == 5 ? 1 : 0;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"?SMSID={message.ProviderId}&SendFailed=0&SendStatus={status}&SendSuccess={done}&TotalPrice=850.0&TotalReceiver=1&TotalSent={done}&RequestId={message.ClientRef}&TypeId=2&telcoid=1&phonenumber=0{message.To[3..]}");
    }

    private static string Words(string code) => code switch
    {
        "101" => "Authorize Failed",
        "104" => "Brand name code is not exist",
        "108" => "Phone number is invalid",
        "118" => "Sms type is invalid",
        "124" => "Request exist 1",
        _ => "Data is invalid",
    };
}
