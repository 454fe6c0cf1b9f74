using System.Diagnostics;
using Outreach.Delivery;

namespace Outreach.Channels.SmsGateway;

/// <summary>Sends SMS under a registered name through a Vietnamese gateway, as its description says. No picture, no buttons.</summary>
internal class SmsGatewayChannel : IChannel, IDisposable
{
    internal const string ChannelName = "sms";

    private readonly SmsGatewayOptions settings;
    private readonly ServiceOptions service;
    private readonly SmsGatewayText text;
    private readonly SmsGatewayClient client;
    private readonly SmsGatewayToken tokens;
    private readonly SmsGatewayAnswers answers;

    public SmsGatewayChannel(IHttpClientFactory clients, SmsGatewayOptions settings, ServiceOptions service, TimeProvider time)
    {
        this.settings = settings;
        this.service = service;
        text = new SmsGatewayText(settings);
        client = new SmsGatewayClient(clients, settings, time);
        tokens = new SmsGatewayToken(client, settings, time);
        answers = new SmsGatewayAnswers(settings);
        var reports = settings.HasWebhook && settings.Receipt.Rules.Count > 0;
        Limits = new(text.Longest, CaptionLength: 0, Buttons: 0, settings.MessagesPerSecond, settings.Concurrency, settings.Price, reports);
    }

    public string Name => ChannelName;

    public string Account => settings.Account;

    public bool Enabled => settings.Enabled;

    public ChannelLimits Limits { get; }

    /// <summary>A gateway that knows a message by our id refuses it the second time.</summary>
    public UnknownPolicy WhenUnknown => settings.Send.Idempotent ? UnknownPolicy.Resend : UnknownPolicy.Hold;

    private protected SmsGatewayOptions Settings => settings;

    /// <summary>Gateways bill and pace the parts of a message.</summary>
    public double CostOf(MessageContent content) => text.Measure(text.Prepare(content.Text)).Parts;

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        if (!settings.Enabled)
            return new SendOutcome.Misconfigured($"{SmsGatewayOptions.Section} is not set.");
        if (message.Content.Misfit(Limits) is { } misfit)
            return misfit;
        if (text.Number(message.Address) is not { } number)
            return new SendOutcome.Rejected("not_mobile", "no Vietnamese mobile number");
        var prepared = text.Prepare(message.Content.Text);
        if (text.Refusal(prepared) is { } refusal)
            return refusal;

        var ours = message.RequestId.ToString("N");
        for (var first = true; ; first = false)
        {
            var (ticket, problem) = await tokens.GetAsync(ct);
            if (ticket is null)
                return problem!;
            var exchange = await client.AskAsync(settings.Send, Value(ours, number, prepared, ticket), ct);
            if (!first || !answers.AsksForAnotherToken(exchange))
                return exchange.Outcome(answered => answers.Outcome(answered, ours));
            tokens.Drop(ticket);
        }
    }

    public void Dispose()
    {
        tokens.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected async Task<LookupResult> FindAsync(OutgoingMessage message, CancellationToken ct)
    {
        var (ticket, problem) = await tokens.GetAsync(ct);
        if (ticket is null)
            return new LookupResult.Unavailable(problem!.ToString());
        var (ours, number) = (message.RequestId.ToString("N"), text.Number(message.Address) ?? "");
        return await client.AskAsync(settings.Lookup, Value(ours, number, text.Prepare(message.Content.Text), ticket), ct) switch
        {
            Exchange<SmsGatewayAnswer>.Answered answered => answers.Result(answered, ours),
            Exchange<SmsGatewayAnswer>.NotSent notSent => new LookupResult.Unavailable(notSent.Reason),
            Exchange<SmsGatewayAnswer>.NoAnswer noAnswer => new LookupResult.Unavailable(noAnswer.Reason),
            _ => throw new UnreachableException(),
        };
    }

    private Func<string, string?> Value(string ours, string number, string prepared, SmsGatewayTicket ticket) => name => name switch
    {
        "phone" => number,
        "text" => text.Encode(prepared),
        "messageId" => ours,
        "unicode" => text.UnicodeFlag(prepared),
        "callback" => service.At(settings.StatusPath),
        "token" => ticket.Value,
        "session" => ticket.Session,
        _ => null,
    };
}

/// <summary>The same where the gateway can be asked about a message by our own id.</summary>
internal sealed class SmsGatewayLookupChannel(IHttpClientFactory clients, SmsGatewayOptions settings, ServiceOptions service, TimeProvider time)
    : SmsGatewayChannel(clients, settings, service, time), IMessageLookup
{
    public TimeSpan TrustedAfter => TimeSpan.FromSeconds(Settings.LookupAfterSeconds);

    public Task<LookupResult> LookUpAsync(DoubtfulMessage message, CancellationToken ct) => FindAsync(message.Message, ct);
}
