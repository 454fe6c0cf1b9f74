using System.Security.Cryptography;
using System.Text;
using Outreach.Storage;

namespace Outreach.Campaigns;

/// <summary>
/// Fingerprint of what an approver approves: the words and pictures of every channel, the order of channels, the class the
/// law sees in it, and exactly who receives them. Adding one citizen to the list or one comma to the text gives another.
/// </summary>
internal static class CampaignHash
{
    public static async Task<string> ComputeAsync(DbSession session, Campaign campaign, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, campaign.Channels);
        Append(hash, campaign.Class.ToString());
        Append(hash, campaign.FallbackAfter?.ToString() ?? "");
        var renditions = await session.QueryAsync<Rendition>(
            """
            SELECT r.channel, c.content FROM campaign_renditions r JOIN message_contents c ON c.id = r.content_id
            WHERE r.campaign_id = @Id
            """,
            new { campaign.Id },
            ct);

        // Sorted here: databases differ in how they order text.
        foreach (var rendition in renditions.OrderBy(rendition => rendition.Channel, StringComparer.Ordinal))
        {
            Append(hash, rendition.Channel);
            Append(hash, rendition.Content);
        }

        await AppendAudienceAsync(session, campaign.ListId, hash, ct);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // Streamed: a list may have millions of members.
    private static async Task AppendAudienceAsync(DbSession session, Guid listId, IncrementalHash hash, CancellationToken ct)
    {
        await using var command = session.Command("SELECT contact_id FROM contact_list_members WHERE list_id = @list ORDER BY contact_id");
        var parameter = command.CreateParameter();
        parameter.ParameterName = "@list";
        parameter.Value = listId;
        command.Parameters.Add(parameter);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var id = new byte[16];
        while (await reader.ReadAsync(ct))
        {
            reader.GetGuid(0).TryWriteBytes(id);
            hash.AppendData(id);
        }
    }

    private static void Append(IncrementalHash hash, string text)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        hash.AppendData([0]);
    }

    private sealed class Rendition
    {
        public string Channel { get; init; } = "";

        public string Content { get; init; } = "";
    }
}
