using Outreach.Storage;

namespace Outreach.People;

/// <summary>
/// A link for each person by which they stop our messages without logging in. It names the contact and the purpose and proves
/// that we made it; it never expires, since a refusal is welcome at any time.
/// </summary>
public sealed class OptOutLinks(Database database, FieldCipher cipher, ContactStore contacts)
{
    /// <summary>Where the page answers; the token follows.</summary>
    public const string Path = "/u/";

    private readonly SignedId ids = new(cipher, "outreach opt-out link v1", ConsentPurpose.Outreach);

    /// <summary>The link's path on this service, <c>/u/</c> and 36 characters; the public address goes in front.</summary>
    public string For(Guid contactId) => Path + ids.Write(contactId);

    /// <summary>Whose link it is; null when we did not make it.</summary>
    public Guid? Read(string token) => ids.Read(token);

    /// <summary>How the person stands; null for a link that is not ours, or whose contact is gone.</summary>
    public Task<LinkStanding?> StandingAsync(string token, CancellationToken ct) =>
        Read(token) is { } id ? database.ReadAsync(session => StandingAsync(session, id, ct), ct) : Task.FromResult<LinkStanding?>(null);

    /// <summary>Ends their consent; a repeat changes nothing. Null as in <see cref="StandingAsync(string, CancellationToken)"/>.</summary>
    public Task<LinkStanding?> StopAsync(string token, ConsentStatement said, CancellationToken ct) =>
        ChangeAsync(token, standing => !standing.Refused, granted: false, said, ct);

    /// <summary>
    /// Undoes what this link did, and only that: a link in a message that was passed on must not agree in someone's name.
    /// Null as in <see cref="StandingAsync(string, CancellationToken)"/>.
    /// </summary>
    public Task<LinkStanding?> ReturnAsync(string token, ConsentStatement said, CancellationToken ct) =>
        ChangeAsync(token, standing => standing.CanReturn, granted: true, said, ct);

    private async Task<LinkStanding?> ChangeAsync(string token, Predicate<LinkStanding> may, bool granted, ConsentStatement said, CancellationToken ct)
    {
        if (Read(token) is not { } id)
            return null;

        return await database.WriteAsync(
            async session =>
            {
                if (await StandingAsync(session, id, ct) is not { } before || !may(before))
                    return await StandingAsync(session, id, ct);

                await contacts.DecideAsync(session, id, granted, said, ct);
                return (await StandingAsync(session, id, ct))! with { Changed = true };
            },
            ct);
    }

    private static async Task<LinkStanding?> StandingAsync(DbSession session, Guid id, CancellationToken ct)
    {
        if (await session.FirstAsync<bool?>("SELECT consented FROM contacts WHERE id = @id", new { id }, ct) is not { } consented)
            return null;

        var last = await ConsentLedger.LastAsync(session, id, ct);
        var refused = last is { Granted: false } && !ConsentSource.IsList(last.Source);
        return new LinkStanding(consented, refused, CanReturn: last is { Granted: false, Source: ConsentSource.Link });
    }
}

/// <summary>How the owner of a link stands.</summary>
/// <param name="Receives">Their consent holds.</param>
/// <param name="Refused">They have said no themselves, by whatever way.</param>
/// <param name="CanReturn">The link said the last no, so it may take it back.</param>
/// <param name="Changed">This visit changed it.</param>
public sealed record LinkStanding(bool Receives, bool Refused, bool CanReturn, bool Changed = false);
