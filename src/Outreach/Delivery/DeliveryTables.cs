using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Outreach.Delivery;

/// <summary>A receipt as stored; kept also when no message of ours matches yet, because it can overtake our own answer.</summary>
public sealed class StoredReceipt
{
    public long Id { get; init; }

    public required string Channel { get; init; }

    public required string Account { get; init; }

    public required string EventId { get; init; }

    public required string ProviderId { get; init; }

    public Guid? MessageId { get; init; }

    public required ReceiptStatus Status { get; init; }

    public string? Reason { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }
}

/// <summary>Where a provider keeps a picture we uploaded once, so that a campaign uploads it once.</summary>
public sealed class ProviderMedia
{
    public required string Channel { get; init; }

    public required string Account { get; init; }

    public required string MediaId { get; init; }

    public required string Reference { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>Rotating credentials of a sender account. Encrypted.</summary>
public sealed class ProviderToken
{
    public required string Channel { get; init; }

    public required string Account { get; init; }

    public required string AccessToken { get; init; }

    public required string RefreshToken { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required int Version { get; init; }

    /// <summary>Who is renewing it now, and until when nobody else may: the lock of a rotation that must not be done twice.</summary>
    public string? RenewedBy { get; init; }

    public DateTimeOffset? RenewalUntil { get; init; }
}

/// <summary>What a provider last said of how much may still be sent.</summary>
public sealed class ProviderQuota
{
    public required string Channel { get; init; }

    public required string Account { get; init; }

    /// <summary>The provider's own name for it, such as <c>reply</c> or <c>daily</c>.</summary>
    public required string Kind { get; init; }

    public long? Remaining { get; init; }

    public long? Total { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public required DateTimeOffset SeenAt { get; init; }
}

internal sealed class DeliveryTables :
    IEntityTypeConfiguration<StoredReceipt>,
    IEntityTypeConfiguration<ProviderMedia>,
    IEntityTypeConfiguration<ProviderToken>,
    IEntityTypeConfiguration<ProviderQuota>
{
    public void Configure(EntityTypeBuilder<StoredReceipt> builder)
    {
        builder.ToTable("receipts");
        builder.HasIndex(receipt => new { receipt.Channel, receipt.Account, receipt.EventId }).IsUnique();
        builder.HasIndex(receipt => new { receipt.Channel, receipt.ProviderId });
    }

    public void Configure(EntityTypeBuilder<ProviderMedia> builder)
    {
        builder.ToTable("provider_media");
        builder.HasKey(media => new { media.Channel, media.Account, media.MediaId });
    }

    public void Configure(EntityTypeBuilder<ProviderToken> builder)
    {
        builder.ToTable("provider_tokens");
        builder.HasKey(token => new { token.Channel, token.Account });
    }

    public void Configure(EntityTypeBuilder<ProviderQuota> builder)
    {
        builder.ToTable("provider_quotas");
        builder.HasKey(quota => new { quota.Channel, quota.Account, quota.Kind });
    }
}
