using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Outreach.Storage;

namespace Outreach.Accounts;

/// <summary>What a key may do.</summary>
public static class ApiScopes
{
    public const string Read = "read";
    public const string ContactsWrite = "contacts.write";
    public const string CampaignsWrite = "campaigns.write";
    public const string CampaignsApprove = "campaigns.approve";

    /// <summary>Send a ready emergency message at once, without a second person.</summary>
    public const string CampaignsEmergency = "campaigns.emergency";

    /// <summary>Send single messages, and confirm what a person did by hand.</summary>
    public const string MessagesSend = "messages.send";

    /// <summary>Import procedures, draft and replay changes of what the assistant knows.</summary>
    public const string KnowledgeWrite = "knowledge.write";

    /// <summary>Let others' changes go live, and take them back.</summary>
    public const string KnowledgeApprove = "knowledge.approve";

    public static IReadOnlyList<string> All { get; } =
        [Read, ContactsWrite, CampaignsWrite, CampaignsApprove, CampaignsEmergency, MessagesSend, KnowledgeWrite, KnowledgeApprove];
}

/// <summary>Makes and checks API keys.</summary>
public sealed class ApiKeys(Database database, TimeProvider time)
{
    /// <summary>Makes a key and returns it in the clear, the only time it is seen; null when the name is taken.</summary>
    public Task<string?> AddAsync(string name, IReadOnlyList<string> scopes, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                if (await session.Context.Set<ApiKey>().AnyAsync(key => key.Name == name, ct))
                    return null;

                var secret = "or_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
                var now = time.GetUtcNow();
                session.Context.Add(new ApiKey
                {
                    Id = Guid.CreateVersion7(now),
                    Name = name,
                    Hash = HashOf(secret),
                    Scopes = string.Join(',', scopes),
                    CreatedAt = now,
                });
                await session.Context.SaveChangesAsync(ct);
                return secret;
            },
            ct);

    public Task<ApiKey?> FindAsync(string secret, CancellationToken ct)
    {
        var hash = HashOf(secret);
        return database.ReadAsync(
            session => session.Context.Set<ApiKey>().AsNoTracking().FirstOrDefaultAsync(key => key.Hash == hash && key.RevokedAt == null, ct),
            ct);
    }

    private static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
