using Microsoft.Extensions.Options;
using Outreach.Content;
using Outreach.People;
using Outreach.Storage;

namespace Outreach.Delivery;

/// <summary>
/// Takes single messages from other systems: about a person's own dossier, to staff, or in an emergency. Guidance and advertising
/// go by campaign, where a second person approves them.
/// </summary>
public sealed class SingleMessages(
    Database database, FieldCipher cipher, Outbox outbox, IEnumerable<IChannel> channels, MediaStore media, IOptions<ServiceOptions> service)
{
    private readonly Dictionary<string, IChannel> channels = channels.ToDictionary(channel => channel.Name);

    public async Task<MessageTaken> AddAsync(NewMessage message, CancellationToken ct)
    {
        if (message.Class is not (MessageClass.Care or MessageClass.Internal or MessageClass.Emergency) && !PublicPlaces.Has(message.Channel ?? ""))
            return new MessageTaken.Refused("“class” must be care, internal or emergency: guidance and advertising to people go by campaign, where a second person approves them.");
        if (message.Channel is null || !channels.TryGetValue(message.Channel, out var channel))
            return new MessageTaken.Refused($"“channel” must be one of {string.Join(", ", channels.Keys.Order(StringComparer.Ordinal))}.");
        if (!channel.Enabled)
            return new MessageTaken.Refused($"Channel “{channel.Name}” is not configured; the message would wait for ever.");
        if (ChannelAddress.ReasonAgainst(channel.Name, message.To, out var address) is { } wrong)
            return new MessageTaken.Refused(wrong.Replace("“address”", "“to”", StringComparison.Ordinal));
        if (Flaw(message.Content) is { } flaw)
            return new MessageTaken.Refused(flaw);

        var content = channel.Limits.Fit(message.Content, id => service.Value.PublicUrl is null ? null : new Uri(service.Value.At("/media/" + id)));
        if (content.Text.Length > channel.Limits.TextLength)
            return new MessageTaken.Refused($"“text” has {content.Text.Length} characters with what {channel.Name} cannot show otherwise, at most {channel.Limits.TextLength} fit.");
        return await StoreAsync(new SingleMessage(channel.Name, channel.Account, address, content, message.SendAt, message.Life), message.Class, ct);
    }

    /// <summary>Where a single message stands; null for one that is not there.</summary>
    public Task<MessageStanding?> FindAsync(Guid id, CancellationToken ct) =>
        database.ReadAsync(
            session => session.FirstAsync<MessageStanding>(
                """
                SELECT id, channel, state, reason, provider_id, attempts, created_at, due_at, sent_at
                FROM outbox WHERE id = @id AND campaign_id IS NULL AND conversation_id IS NULL
                """,
                new { id },
                ct),
            ct);

    private async Task<MessageTaken> StoreAsync(SingleMessage message, MessageClass kind, CancellationToken ct)
    {
        var taken = await database.WriteAsync<MessageTaken>(
            async session => kind != MessageClass.Emergency && await HasLeftAsync(session, message, ct)
                ? new MessageTaken.OptedOut()
                : new MessageTaken.Stored(await outbox.AddAsync(session, message, ct)),
            ct);
        if (taken is MessageTaken.Stored)
            outbox.Wake(message.Channel, Lane.Interactive);
        return taken;
    }

    private Task<bool> HasLeftAsync(DbSession session, SingleMessage message, CancellationToken ct) =>
        session.FirstAsync<bool>(
            "SELECT EXISTS (SELECT 1 FROM contact_addresses WHERE channel = @Channel AND lookup = @lookup AND state = 1)",
            new { message.Channel, lookup = cipher.Lookup(message.Channel, message.Address) },
            ct);

    private string? Flaw(MessageContent content)
    {
        if (string.IsNullOrWhiteSpace(content.Text) && content.Image is null && content.Template is null && content.File is null)
            return "“text” is missing.";
        if (content.Template?.FromContact is not null)
            return "“template.fromContact” is for campaigns; a single message gives its values itself.";
        foreach (var id in new[] { content.Image?.MediaId, content.File?.MediaId }.Concat((content.Album ?? []).Select(picture => picture.MediaId)))
        {
            if (id is not null && media.PathOf(id) is null)
                return $"There is no stored file “{id}”; post it to /api/v1/media first.";
        }

        return content.Spans?.FirstOrDefault(span => span.Start < 0 || span.Length < 1 || span.Start + span.Length > content.Text.Length) is { } outside
            ? $"A span from {outside.Start} over {outside.Length} characters lies outside the text."
            : null;
    }
}

/// <summary>A message as it is asked for.</summary>
/// <param name="To">The address in the provider's terms: number, user id, chat id, name of a place.</param>
/// <param name="SendAt">When it may leave; null: now.</param>
/// <param name="Life">How long after that it may still leave; null: a day.</param>
public sealed record NewMessage(
    string? Channel, string? To, MessageContent Content, MessageClass Class = MessageClass.Care, DateTimeOffset? SendAt = null, TimeSpan? Life = null);

/// <summary>What became of a request to send. A closed set.</summary>
public abstract record MessageTaken
{
    private MessageTaken()
    {
    }

    public sealed record Stored(Guid Id) : MessageTaken;

    public sealed record Refused(string Reason) : MessageTaken;

    /// <summary>The owner of the address has left or refused.</summary>
    public sealed record OptedOut : MessageTaken;
}

/// <summary>Where a single message stands.</summary>
public sealed record MessageStanding
{
    public required Guid Id { get; init; }

    public required string Channel { get; init; }

    public required MessageState State { get; init; }

    public string? Reason { get; init; }

    public string? ProviderId { get; init; }

    public int Attempts { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public DateTimeOffset? SentAt { get; init; }
}
