using Outreach.Delivery.Rules;
using Outreach.Storage;

namespace Outreach.Delivery;

/// <summary>What every account's sender works with.</summary>
internal sealed record SenderTools(
    OutboxClaims Claims,
    OutboxSettlements Settlements,
    BulkQueues Queues,
    MessageContents Contents,
    SendingRules Rules,
    FieldCipher Cipher,
    OutboxSignals Signals,
    ErrorWatch Watch);
