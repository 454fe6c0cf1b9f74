using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Outreach.Storage;

namespace Outreach.Delivery;

/// <summary>
/// One of the few messages a number may get in a period: as many slots as the cap allows, each with when it was last used.
/// A slot is free again when the period has passed, so the table never grows beyond numbers × cap, and two nodes that want
/// the same slot meet on its row.
/// </summary>
public sealed class CapSlot
{
    public required string Channel { get; init; }

    /// <summary>Keyed hash of the address.</summary>
    public required string Lookup { get; init; }

    public required int Slot { get; init; }

    /// <summary>The message that used it last.</summary>
    public required Guid MessageId { get; init; }

    public required DateTimeOffset UsedAt { get; init; }
}

/// <summary>Takes and gives back slots, in the unit of work that claims or settles the message.</summary>
internal static class CapSlots
{
    /// <summary>Takes a free slot; null when it did, else when the next one comes free.</summary>
    public static async Task<DateTimeOffset?> TakeAsync(
        DbSession session, string channel, string lookup, Guid messageId, int count, TimeSpan period, DateTimeOffset now, CancellationToken ct)
    {
        // Claimed before, and kept since: it must not take a second one.
        var kept = await session.ExecuteAsync(
            "UPDATE cap_slots SET used_at = @now WHERE channel = @channel AND lookup = @lookup AND message_id = @messageId",
            new { channel, lookup, messageId, now },
            ct);
        if (kept > 0)
            return null;

        for (var slot = 0; slot < count; slot++)
        {
            var taken = await session.ExecuteAsync(
                """
                INSERT INTO cap_slots (channel, lookup, slot, message_id, used_at) VALUES (@channel, @lookup, @slot, @messageId, @now)
                ON CONFLICT (channel, lookup, slot) DO UPDATE SET message_id = excluded.message_id, used_at = excluded.used_at
                WHERE cap_slots.used_at <= @since
                """,
                new { channel, lookup, slot, messageId, now, since = now - period },
                ct);
            if (taken == 1)
                return null;
        }

        var oldest = await session.FirstAsync<DateTimeOffset>(
            "SELECT MIN(used_at) FROM cap_slots WHERE channel = @channel AND lookup = @lookup AND slot < @count", new { channel, lookup, count }, ct);
        return oldest + period;
    }

    /// <summary>What did not leave has used nothing.</summary>
    public static Task<int> GiveBackAsync(DbSession session, string channel, string lookup, Guid messageId, CancellationToken ct) =>
        session.ExecuteAsync(
            "DELETE FROM cap_slots WHERE channel = @channel AND lookup = @lookup AND message_id = @messageId",
            new { channel, lookup, messageId },
            ct);
}

internal sealed class CapSlotsTable : IEntityTypeConfiguration<CapSlot>
{
    public void Configure(EntityTypeBuilder<CapSlot> builder)
    {
        builder.ToTable("cap_slots");
        builder.HasKey(slot => new { slot.Channel, slot.Lookup, slot.Slot });
    }
}
