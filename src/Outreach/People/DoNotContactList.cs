using Outreach.Storage;

namespace Outreach.People;

/// <summary>The do-not-contact list inside a unit of work: what lists and complaints put there, and what strangers did themselves.</summary>
internal static class DoNotContactList
{
    /// <summary>Marks what a stranger's own refusal put there, and their own consent takes off again.</summary>
    public const string Refused = "opt-out: ";

    /// <summary>Marks a stranger who left a channel without a word, until they come back.</summary>
    public const string Left = "left: ";

    /// <summary>Whether the name of a list could be mistaken for what a person did.</summary>
    public static bool IsOwn(string source) =>
        source.StartsWith(Refused, StringComparison.Ordinal) || source.StartsWith(Left, StringComparison.Ordinal);

    /// <summary>Puts one address there; 1 when it is new, 0 when somebody else's entry stands and stays.</summary>
    public static Task<int> AddAsync(DbSession session, string channel, string lookup, string source, DateTimeOffset now, CancellationToken ct) =>
        session.ExecuteAsync(
            """
            INSERT INTO do_not_contact (id, channel, lookup, source, added_at) VALUES (@id, @channel, @lookup, @source, @now)
            ON CONFLICT (channel, lookup) DO NOTHING
            """,
            new { id = Guid.CreateVersion7(now), channel, lookup, source, now },
            ct);

    /// <summary>Takes off what the person did themselves, of the kind named; how many there were.</summary>
    public static Task<int> RemoveOwnAsync(DbSession session, string channel, string lookup, string kind, CancellationToken ct) =>
        session.ExecuteAsync(
            "DELETE FROM do_not_contact WHERE channel = @channel AND lookup = @lookup AND source LIKE @own",
            new { channel, lookup, own = kind + "%" },
            ct);

    /// <summary>Notes that a list was taken in now.</summary>
    public static Task<int> StampAsync(DbSession session, string channel, string source, DateTimeOffset now, CancellationToken ct) =>
        session.ExecuteAsync(
            """
            INSERT INTO do_not_contact_sources (channel, name, imported_at) VALUES (@channel, @source, @now)
            ON CONFLICT (channel, name) DO UPDATE SET imported_at = excluded.imported_at
            """,
            new { channel, source, now },
            ct);
}
