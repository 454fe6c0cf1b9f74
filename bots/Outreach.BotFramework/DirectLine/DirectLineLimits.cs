using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Outreach.BotFramework.DirectLine;

/// <summary>How often an address may start and a conversation may post, counted per minute on this node.</summary>
internal sealed class DirectLineLimits(IOptions<DirectLineOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _starts = PerMinute(options.Value.StartsPerMinutePerAddress);
    private readonly PartitionedRateLimiter<string> _posts = PerMinute(options.Value.PostsPerMinutePerConversation);

    private readonly PartitionedRateLimiter<string> _uploads = PerMinute(options.Value.UploadsPerMinutePerAddress);

    /// <summary>How long to wait before asking again; null: go ahead.</summary>
    public TimeSpan? WaitBeforeStart(IPAddress? address) => Wait(_starts, NetworkOf(address));

    /// <inheritdoc cref="WaitBeforeStart"/>
    public TimeSpan? WaitBeforePost(string conversationId) => Wait(_posts, conversationId);

    /// <inheritdoc cref="WaitBeforeStart"/>
    public TimeSpan? WaitBeforeUpload(IPAddress? address) => Wait(_uploads, NetworkOf(address));

    public void Dispose()
    {
        _uploads.Dispose();
        _starts.Dispose();
        _posts.Dispose();
    }

    private static PartitionedRateLimiter<string> PerMinute(int permits) =>
        PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetFixedWindowLimiter(key, _ => new()
        {
            PermitLimit = permits,
            Window = TimeSpan.FromMinutes(1),
            QueueLimit = 0,
        }));

    private static TimeSpan? Wait(PartitionedRateLimiter<string> limiter, string key)
    {
        using var lease = limiter.AttemptAcquire(key);
        if (lease.IsAcquired)
            return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromMinutes(1);
    }

    /// <summary>One household gets a whole IPv6 /64, so single addresses of it would be no limit.</summary>
    private static string NetworkOf(IPAddress? address)
    {
        if (address is null)
            return "unknown";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }
}
