using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Outreach.Sandbox.Callbacks;
using Outreach.Sandbox.Faults;
using Outreach.Sandbox.Journal;

namespace Outreach.Sandbox.Twilio;

/// <summary>Programmable Messaging, API 2010-04-01: create, fetch and list messages.</summary>
internal sealed class TwilioApi(SandboxOptions options, Ledger ledger, Carrier carrier, FaultBoard faults) : IProvider
{
    private const string Base = "/2010-04-01/Accounts/{account}/";
    private const int DefaultPage = 50;
    private const int LargestPage = 1000;

    private readonly TwilioWebhook webhook = new(options, ledger);

    public string Channel => Channels.Sms;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Base + "Messages.json", Call(CreateAsync));
        routes.MapGet(Base + "Messages.json", Call(ListAsync));
        routes.MapGet(Base + "Messages/{sid}.json", Call(FetchAsync));
    }

    public IReadOnlyList<Callback> Receipts(ReceivedMessage message) => webhook.Receipts(message);

    public Callback Notification(PhoneEvent phoneEvent) => webhook.Inbound(phoneEvent);

    private RequestDelegate Call(Func<HttpContext, Task<JsonObject?>> work) => context => AnswerAsync(context, work);

    private async Task AnswerAsync(HttpContext context, Func<HttpContext, Task<JsonObject?>> work)
    {
        await faults[Channel].DelayAsync(context.RequestAborted);
        try
        {
            CheckCredentials(context);
            if (await work(context) is { } answer)
                await context.WriteAsync(answer, HttpMethods.IsPost(context.Request.Method) ? 201 : 200);
        }
        catch (TwilioRefusal refusal)
        {
            if (refusal.Status == StatusCodes.Status401Unauthorized)
                context.Response.Headers.WWWAuthenticate = "Basic realm=\"Twilio API\"";
            await context.WriteAsync(refusal.Body(), refusal.Status);
        }
    }

    private void CheckCredentials(HttpContext context)
    {
        var expected = $"{options.Twilio.AccountSid}:{options.Twilio.AuthToken}";
        var valid = AuthenticationHeaderValue.TryParse(context.Request.Headers.Authorization, out var header)
            && header is { Scheme: "Basic", Parameter: { } parameter }
            && parameter == Convert.ToBase64String(Encoding.UTF8.GetBytes(expected));
        if (!valid)
            throw new TwilioRefusal(20003, "Authenticate", StatusCodes.Status401Unauthorized);
        if ((string?)context.GetRouteValue("account") != options.Twilio.AccountSid)
            throw NotFound(context);
    }

    private async Task<JsonObject?> CreateAsync(HttpContext context)
    {
        if (faults[Channel].RefuseForRate() is not null)
            throw new TwilioRefusal(20429, "Too Many Requests", StatusCodes.Status429TooManyRequests);
        if (faults[Channel].Roll(s => s.Error5xx))
            throw new TwilioRefusal(20500, "Internal Server Error", StatusCodes.Status500InternalServerError);
        if (faults[Channel].Roll(s => s.UnknownCode))
            throw new TwilioRefusal(99999, "Unexpected");
        if (!context.Request.HasFormContentType)
            throw new TwilioRefusal(21604, "A 'To' phone number is required.");
        var submission = TwilioSubmission.Read(await context.Request.ReadFormAsync(context.RequestAborted));
        if (ledger.Read(state => state.Memberships.HasLeft(Channel, submission.To)))
            throw new TwilioRefusal(21610, "Attempt to send to unsubscribed recipient");

        var now = options.Time.GetUtcNow();
        var sid = "SM" + Guid.CreateVersion7(now).ToString("N");
        var message = await carrier.AcceptAsync(this, seq => new ReceivedMessage(
            seq, Channel, submission.To, submission.From ?? submission.Service!, submission.Body, submission.ImageUrl, [], sid, submission.ClientRef, now)
        {
            StatusCallback = submission.StatusCallback,
        });
        return await carrier.SpoilsAnswerAsync(Channel, context)
            ? null
            : TwilioMessages.Resource(message, options.Twilio.AccountSid, submission.From is null ? "accepted" : "queued");
    }

    private Task<JsonObject?> FetchAsync(HttpContext context)
    {
        var sid = (string)context.GetRouteValue("sid")!;
        var message = ledger.Read(state => state.SmsBySid(sid)) ?? throw NotFound(context);
        return Task.FromResult<JsonObject?>(TwilioMessages.Resource(message, options.Twilio.AccountSid, webhook.StatusOf(message)));
    }

    private Task<JsonObject?> ListAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var size = Number(query["PageSize"], DefaultPage, 1, LargestPage);
        var page = Number(query["Page"], 0, 0, int.MaxValue / LargestPage);
        var to = query["To"].ToString() is { Length: > 0 } number ? number : null;
        var found = ledger.Read(state => state.Messages(Channel, to, after: 0, limit: int.MaxValue))
            .Where(message => Matches(message, query))
            .Reverse()
            .ToList();
        var messages = found.Skip(page * size).Take(size)
            .Select(message => (JsonNode?)TwilioMessages.Resource(message, options.Twilio.AccountSid, webhook.StatusOf(message)));
        return Task.FromResult<JsonObject?>(new JsonObject
        {
            ["messages"] = new JsonArray([.. messages]),
            ["page"] = page,
            ["page_size"] = size,
            ["start"] = page * size,
            ["end"] = Math.Max(page * size, Math.Min(found.Count, (page + 1) * size) - 1),
            ["uri"] = Page(context, page),
            ["first_page_uri"] = Page(context, 0),
            ["next_page_uri"] = found.Count > (page + 1) * size ? Page(context, page + 1) : null,
            ["previous_page_uri"] = page > 0 ? Page(context, page - 1) : null,
        });
    }

    /// <summary>Filters From and DateSent; the operators are part of the name: <c>DateSent&gt;=2026-01-01</c>. Days are UTC.</summary>
    private static bool Matches(ReceivedMessage message, IQueryCollection query)
    {
        if (query["From"].ToString() is { Length: > 0 } from && from != message.From)
            return false;
        var day = DateOnly.FromDateTime(message.ReceivedAt.UtcDateTime);
        return (Day(query["DateSent"]) is not { } exact || day == exact)
            && (Day(query["DateSent>"]) is not { } first || day >= first)
            && (Day(query["DateSent<"]) is not { } last || day <= last);
    }

    private static DateOnly? Day(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        return text.Length >= 10 && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new TwilioRefusal(20001, $"Invalid date: {text}");
    }

    private static int Number(string? text, int fallback, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? Math.Clamp(value, least, most) : fallback;

    private static string Page(HttpContext context, int page)
    {
        var query = context.Request.Query.Where(pair => pair.Key != "Page").SelectMany(pair => pair.Value, (pair, value) => (pair.Key, value));
        var parts = query.Append(("Page", page.ToString(CultureInfo.InvariantCulture)))
            .Select(pair => $"{Uri.EscapeDataString(pair.Item1)}={Uri.EscapeDataString(pair.Item2 ?? "")}");
        return context.Request.Path + "?" + string.Join('&', parts);
    }

    private static TwilioRefusal NotFound(HttpContext context) =>
        new(20404, $"The requested resource {context.Request.Path} was not found", StatusCodes.Status404NotFound);
}
