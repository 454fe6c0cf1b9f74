using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Outreach.Sandbox.Callbacks;
using Outreach.Sandbox.Faults;
using Outreach.Sandbox.Journal;

namespace Outreach.Sandbox.Zalo;

/// <summary>
/// ZNS: approved templates to telephone numbers, with the tokens of the Official Account. Every template id is approved here;
/// what one says is shown where its words are known (<see cref="ZnsTemplates"/>), else its values.
/// </summary>
internal sealed partial class ZnsApi(SandboxOptions options, Ledger ledger, Carrier carrier, FaultBoard faults, ZaloOAuth oauth, ZnsTemplates templates) : IProvider
{
    /// <summary>Messages of a day; more than any demonstration sends.</summary>
    private const int DailyQuota = 1_000_000;

    /// <summary>Seen to be the most.</summary>
    private const int LongestTrackingId = 48;

    private readonly ZaloFrame frame = new(ZaloTokenErrors.Zns, oauth, faults[Channels.Zns], options.Time);
    private readonly ZaloWebhook webhook = new(options);

    public string Channel => Channels.Zns;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/message/template", frame.Call(SendAsync));
        routes.MapGet("/message/quota", frame.Call(_ => Task.FromResult<JsonObject?>(Quota())));
    }

    public IReadOnlyList<Callback> Receipts(ReceivedMessage message) => [webhook.ReceivedByNumber(message)];

    public Callback Notification(PhoneEvent phoneEvent) => throw new NotSupportedException("Nobody answers on ZNS.");

    private async Task<JsonObject?> SendAsync(HttpContext context)
    {
        using var body = await ZaloFrame.ReadAsync(context);
        var root = body.RootElement;
        if (root.Text("phone") is not { } phone || !Number().IsMatch(phone))
            throw new ZaloRefusal(-108, "Phone number is invalid");
        if (root.Text("template_id") is not { Length: > 0 } template)
            throw new ZaloRefusal(-109, "Template ID is invalid");
        if (!root.TryGetProperty("template_data", out var data) || data.ValueKind != JsonValueKind.Object || !data.EnumerateObject().Any())
            throw new ZaloRefusal(-111, "Template data is empty");
        if (data.EnumerateObject().Any(value => value.Value.ValueKind != JsonValueKind.String))
            throw new ZaloRefusal(-112, "Template data is invalid");
        if (root.Text("tracking_id") is not { Length: > 0 and <= LongestTrackingId } tracking)
            throw new ZaloRefusal(-132, "Parameter tracking_id is invalid");
        if (faults[Channel].Roll(s => s.UnknownCode))
            throw new ZaloRefusal(-9999, "Unexpected");

        var (text, buttons) = templates.Show(template, data);
        var (id, now) = (Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10)), options.Time.GetUtcNow());
        await carrier.AcceptAsync(this, seq => new ReceivedMessage(seq, Channel, phone, options.Zalo.OaId, text, null, buttons, id, tracking, now));
        return await carrier.SpoilsAnswerAsync(Channel, context)
            ? null
            : new JsonObject
            {
                ["msg_id"] = id,
                ["sent_time"] = now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
                ["sending_mode"] = "1",
                ["quota"] = Quota(),
            };
    }

    private JsonObject Quota() => new()
    {
        ["dailyQuota"] = DailyQuota.ToString(CultureInfo.InvariantCulture),
        ["remainingQuota"] = Math.Max(0, DailyQuota - ledger.Read(state => state.Counts()[Channel])).ToString(CultureInfo.InvariantCulture),
    };

    [GeneratedRegex(@"^84[0-9]{9}\z")]
    private static partial Regex Number();
}
