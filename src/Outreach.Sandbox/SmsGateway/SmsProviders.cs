using Microsoft.AspNetCore.Routing;
using Outreach.Sandbox.Callbacks;
using Outreach.Sandbox.Faults;
using Outreach.Sandbox.Journal;
using Outreach.Sandbox.Twilio;

namespace Outreach.Sandbox.SmsGateway;

/// <summary>
/// Everyone who carries SMS here: Twilio and two gateways. A phone does not tell them apart; the form of a message's id does:
/// <c>SM…</c>, a number with dashes, a plain number.
/// </summary>
internal sealed class SmsProviders : IProvider
{
    private readonly Ledger ledger;
    private readonly TwilioApi twilio;
    private readonly EsmsApi esms;
    private readonly SpeedSmsApi speedSms;

    public SmsProviders(SandboxOptions options, Ledger ledger, Carrier carrier, FaultBoard faults)
    {
        this.ledger = ledger;
        twilio = new TwilioApi(options, ledger, carrier, faults);
        esms = new EsmsApi(options, ledger, carrier, faults, this);
        speedSms = new SpeedSmsApi(options, ledger, carrier, faults, this);
    }

    public string Channel => Channels.Sms;

    public void Map(IEndpointRouteBuilder routes)
    {
        twilio.Map(routes);
        esms.Map(routes);
        speedSms.Map(routes);
    }

    public IReadOnlyList<Callback> Receipts(ReceivedMessage message)
    {
        if (message.ProviderId.StartsWith("SM", StringComparison.Ordinal))
            return twilio.Receipts(message);
        return IsSpeedSms(message) ? speedSms.Receipts(message) : esms.Receipts(message);
    }

    /// <summary>An answer takes the way the last message came; a name of eSMS cannot be answered, so that goes to Twilio too.</summary>
    public Callback Notification(PhoneEvent phoneEvent)
    {
        var last = ledger.Read(state => state.Phones.Find(Channel, phoneEvent.From)?.Messages(Channel, phoneEvent.From).LastOrDefault());
        return last is not null && IsSpeedSms(last) ? speedSms.Inbound(phoneEvent) : twilio.Notification(phoneEvent);
    }

    private static bool IsSpeedSms(ReceivedMessage message) => message.ProviderId.All(char.IsAsciiDigit);
}
