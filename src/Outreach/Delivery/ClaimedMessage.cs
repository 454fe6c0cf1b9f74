using Outreach.People;

namespace Outreach.Delivery;

/// <summary>A row claimed for sending.</summary>
public sealed class ClaimedMessage
{
    public Guid Id { get; init; }

    /// <summary>The campaign; null on a reply.</summary>
    public Guid? CampaignId { get; init; }

    public Guid? ContactId { get; init; }

    public string Account { get; init; } = "";

    /// <summary>Encrypted.</summary>
    public string Address { get; init; } = "";

    /// <summary>Keyed hash of the address; null on a reply.</summary>
    public string? Lookup { get; init; }

    /// <summary>Content of its own (<see cref="SealedContent"/>); null where <see cref="ContentId"/> names a shared one.</summary>
    public string? Content { get; init; }

    public Guid? ContentId { get; init; }

    /// <summary>1 for the first attempt.</summary>
    public int Attempts { get; set; }

    /// <summary>See <see cref="OutboxMessage.Round"/>.</summary>
    public int Round { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Tells this claim from any other of the row.</summary>
    internal DateTimeOffset LeaseUntil { get; set; }

    /// <summary>The campaign's queue; null on a reply.</summary>
    internal BulkQueue? Queue { get; set; }

    /// <summary>A slot of the number's cap was taken for it.</summary>
    internal bool Capped { get; set; }

    internal Lane Lane => Queue is null ? Lane.Interactive : Lane.Bulk;

    // What stands against sending it now, read in the same moment as the row.
    internal bool Consented { get; init; }

    internal bool Blocked { get; init; }

    /// <summary>The channel before has reported it after all.</summary>
    internal bool Arrived { get; init; }

    internal AddressState AddressState { get; init; }

    /// <summary>Encrypted; null on a reply.</summary>
    internal string? ContactName { get; init; }

    /// <summary>Administrative unit; null where unknown and on a reply.</summary>
    internal string? ContactUnit { get; init; }
}

/// <summary>What a claim found.</summary>
/// <param name="Messages">Oldest first; each may be on the wire from here on.</param>
/// <param name="Exhausted">Nothing more is due. When false, more may be, even if no message was claimed because none may be sent.</param>
public sealed record Claim(IReadOnlyList<ClaimedMessage> Messages, bool Exhausted);
