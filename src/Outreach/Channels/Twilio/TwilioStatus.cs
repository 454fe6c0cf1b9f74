using Outreach.Delivery;

namespace Outreach.Channels.Twilio;

/// <summary>Twilio's states of a message, as they come in callbacks and in the list of messages.</summary>
internal static class TwilioStatus
{
    /// <summary>Null for the steps before sending (accepted, queued, sending …) and for words we do not know.</summary>
    public static ReceiptStatus? Read(string? status) => status switch
    {
        "sent" => ReceiptStatus.Sent,
        "delivered" or "partially_delivered" => ReceiptStatus.Delivered,
        "undelivered" or "failed" or "canceled" => ReceiptStatus.Failed,
        "read" => ReceiptStatus.Seen,
        _ => null,
    };
}
