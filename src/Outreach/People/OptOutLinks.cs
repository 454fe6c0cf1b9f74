using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
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

    private const int IdSize = 16;

    /// <summary>88 bits: RFC 2104 asks for 80 or more, and with the id it makes 36 characters without padding.</summary>
    private const int ProofSize = 11;

    private const int TokenLength = (IdSize + ProofSize) * 4 / 3;

    private readonly byte[] key = HKDF.DeriveKey(HashAlgorithmName.SHA256, cipher.SigningKey, 32, [], "outreach opt-out link v1"u8.ToArray());

    /// <summary>The link's path on this service, <c>/u/</c> and 36 characters; the public address goes in front.</summary>
    public string For(Guid contactId)
    {
        Span<byte> token = stackalloc byte[IdSize + ProofSize];
        contactId.TryWriteBytes(token, bigEndian: true, out _);
        Prove(token[..IdSize], token[IdSize..]);
        return Path + Base64Url.EncodeToString(token);
    }

    /// <summary>Whose link it is; null when we did not make it.</summary>
    public Guid? Read(string token)
    {
        Span<byte> bytes = stackalloc byte[IdSize + ProofSize];
        Span<byte> proof = stackalloc byte[ProofSize];
        if (token.Length != TokenLength || !Base64Url.IsValid(token, out var size) || size != bytes.Length)
            return null;

        Base64Url.DecodeFromChars(token, bytes);
        Prove(bytes[..IdSize], proof);
        return CryptographicOperations.FixedTimeEquals(bytes[IdSize..], proof) ? new Guid(bytes[..IdSize], bigEndian: true) : null;
    }

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

    private void Prove(ReadOnlySpan<byte> id, Span<byte> proof)
    {
        Span<byte> message = stackalloc byte[IdSize + ConsentPurpose.Outreach.Length];
        id.CopyTo(message);
        Encoding.ASCII.GetBytes(ConsentPurpose.Outreach, message[IdSize..]);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, message, hash);
        hash[..ProofSize].CopyTo(proof);
    }
}

/// <summary>How the owner of a link stands.</summary>
/// <param name="Receives">Their consent holds.</param>
/// <param name="Refused">They have said no themselves, by whatever way.</param>
/// <param name="CanReturn">The link said the last no, so it may take it back.</param>
/// <param name="Changed">This visit changed it.</param>
public sealed record LinkStanding(bool Receives, bool Refused, bool CanReturn, bool Changed = false);
