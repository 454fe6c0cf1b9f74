using System.Globalization;
using Microsoft.Extensions.Options;
using Outreach.Cluster.Sweeps;
using Outreach.Delivery;
using Outreach.Storage;

namespace Outreach.Channels.Zalo;

/// <summary>
/// Keeps alive the tokens of an account that nobody uses for a while: a refresh token is good for three months and only its use
/// brings the next one (oauth.zaloapp.com, OAuth v4). The same lease as for sending lets one node renew. Of a configured token
/// that was never used the age is unknown, so it is exchanged at once. Administrators are told when that fails for good, or while
/// little of its life is left; a failure that may pass is this sweep's, to be seen in its heartbeat.
/// </summary>
internal sealed class ZaloUpkeep(ZaloToken token, ProviderTokenStore store, Notices notices, Database database, IOptions<ZaloOptions> options, TimeProvider time) : ISweep
{
    /// <summary>The shortest three months.</summary>
    private static readonly TimeSpan RefreshLife = TimeSpan.FromDays(89);

    private readonly ZaloOptions settings = options.Value;

    public string Name => "zalo_token";

    public TimeSpan Every => TimeSpan.FromHours(6);

    public async Task RunAsync(CancellationToken ct)
    {
        if (!settings.Enabled)
            return;
        var stored = await store.FindAsync(ZaloChannel.ChannelName, settings.Account, ct);
        var given = stored?.ExpiresAt - ZaloGrants.UsableFor;
        if (time.GetUtcNow() - given < TimeSpan.FromDays(settings.RenewUnusedAfterDays))
            return;

        if (await token.RenewAsync(stored, ct) is not ZaloAccess.Denied denied)
            return;
        if (!IsUrgent(denied, given))
            throw new InvalidOperationException($"The tokens of Zalo account {settings.Account} could not be renewed. {ReasonOf(denied)}");
        await TellAsync(denied, given, ct);
    }

    /// <summary>A refusal will not pass by itself; anything else may, as long as there is time.</summary>
    private bool IsUrgent(ZaloAccess.Denied denied, DateTimeOffset? given) =>
        denied.Outcome is SendOutcome.Misconfigured || given + RefreshLife - time.GetUtcNow() < TimeSpan.FromDays(settings.WarnBeforeExpiryDays);

    private Task<bool> TellAsync(ZaloAccess.Denied denied, DateTimeOffset? given, CancellationToken ct)
    {
        var text = $"Không gia hạn được quyền truy cập Zalo của tài khoản “{settings.Account}”{Until(given)}. Quản trị viên OA cần cấp quyền lại nếu lỗi còn. {ReasonOf(denied)}";
        return database.WriteAsync(session => notices.RemindAsync(session, NoticeKind.AccessEnds, $"{ZaloChannel.ChannelName}:{settings.Account}", text, ct), ct);
    }

    private static string ReasonOf(ZaloAccess.Denied denied) => denied.Outcome switch
    {
        SendOutcome.Misconfigured refused => refused.Reason,
        SendOutcome.Postponed postponed => postponed.Reason,
        var other => other.ToString(),
    };

    private static string Until(DateTimeOffset? given) =>
        given is { } from ? string.Create(CultureInfo.InvariantCulture, $", mã làm mới hết hạn khoảng ngày {(from + RefreshLife).ToLocal():dd/MM/yyyy}") : "";
}
