using Outreach.Delivery;
using Outreach.Storage;

namespace Outreach.Benchmarks.Measuring;

/// <summary>Rows of a campaign in the outbox, as the planner leaves them.</summary>
internal static class BulkRows
{
    private const string Text = "Từ tháng này, người dân đăng ký khai sinh tại nhà trên Cổng Dịch vụ công quốc gia. Tổng đài hỗ trợ: 18001096.";

    public static MessageContent Content { get; } = new(Text);

    /// <summary>Made-up numbers of one block, as in the demo.</summary>
    public static string Address(int i) => $"+849000{i:D5}";

    public static Task AddAsync(Database database, FieldCipher cipher, int count)
    {
        var now = TimeProvider.System.GetUtcNow();
        return database.WriteAsync(
            async session =>
            {
                await using var insert = session.Command(
                    """
                    INSERT INTO outbox (id, campaign_id, contact_id, lane, channel, account, address, content, state, due_at, attempts, withdrawn, created_at)
                    VALUES ($id, $campaign, $id, 1, 'sms', 'default', $address, $content, 0, $now, 0, FALSE, $now)
                    """);
                foreach (var name in (string[])["$id", "$campaign", "$address", "$content", "$now"])
                {
                    var parameter = insert.CreateParameter();
                    parameter.ParameterName = name;
                    insert.Parameters.Add(parameter);
                }

                insert.Parameters["$campaign"].Value = Guid.CreateVersion7(now);
                insert.Parameters["$content"].Value = MessageContentJson.Write(Content);
                insert.Parameters["$now"].Value = now.ToUnixTimeMilliseconds();
                for (var i = 0; i < count; i++)
                {
                    insert.Parameters["$id"].Value = Guid.CreateVersion7(now);
                    insert.Parameters["$address"].Value = cipher.Protect(Address(i));
                    await insert.ExecuteNonQueryAsync();
                }
            },
            CancellationToken.None);
    }
}
