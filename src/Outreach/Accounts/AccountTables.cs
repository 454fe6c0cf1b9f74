using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Outreach.Accounts;

/// <summary>A program's key to the REST interface. Only its hash is stored: the key itself is shown once.</summary>
public sealed class ApiKey
{
    public required Guid Id { get; init; }

    /// <summary>Who acts with it; the name that appears as author or approver.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the key; keys are 256 random bits, so no slow hash is needed.</summary>
    public required string Hash { get; init; }

    /// <summary>Comma-separated values of <see cref="ApiScopes"/>.</summary>
    public required string Scopes { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }
}

/// <summary>A POST that was made with an Idempotency-Key, and its answer, so that repeating it repeats only the answer.</summary>
public sealed class IdempotentRequest
{
    public required Guid ApiKeyId { get; init; }

    public required string Key { get; init; }

    /// <summary>Hash of path and body: the same key with another request is a mistake, not a repeat.</summary>
    public required string RequestHash { get; init; }

    /// <summary>Null while the first one is still being worked on.</summary>
    public int? Status { get; init; }

    public string? ContentType { get; init; }

    public string? Body { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Who did what; only ever added to.</summary>
public sealed class AuditEntry
{
    public long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Actor { get; init; }

    public required string Action { get; init; }

    public required string Subject { get; init; }
}

internal sealed class AccountTables :
    IEntityTypeConfiguration<ApiKey>,
    IEntityTypeConfiguration<IdempotentRequest>,
    IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("api_keys");
        builder.Property(key => key.Id).ValueGeneratedNever();
        builder.HasIndex(key => key.Hash).IsUnique();
        builder.HasIndex(key => key.Name).IsUnique();
    }

    public void Configure(EntityTypeBuilder<IdempotentRequest> builder)
    {
        builder.ToTable("idempotent_requests");
        builder.HasKey(request => new { request.ApiKeyId, request.Key });
    }

    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("audit");
        builder.HasIndex(entry => entry.At);
    }
}
