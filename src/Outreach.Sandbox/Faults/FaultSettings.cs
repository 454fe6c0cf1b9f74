using System.Text.Json.Serialization;

namespace Outreach.Sandbox.Faults;

/// <summary>What goes wrong on one channel. Shares are 0..1 of the requests or receipts concerned; the default is a faultless provider.</summary>
public sealed record FaultSettings
{
    /// <summary>Channel name; null means all of them.</summary>
    public string? Channel { get; init; }

    /// <summary>Replaces the provider's own limit; null leaves it.</summary>
    public double? RateLimitPerSecond { get; init; }

    /// <summary>Share of sends refused as too many, unrecorded.</summary>
    public double Error429 { get; init; }

    /// <summary>Share of sends answered with a server error, unrecorded.</summary>
    public double Error5xx { get; init; }

    /// <summary>Share of sends that are recorded and then never answered.</summary>
    public double TimeoutAfterAccept { get; init; }

    /// <summary>Share of sends that are recorded and then answered with a gateway's page (HTML, 502) or half a body.</summary>
    public double Garbage { get; init; }

    /// <summary>Share of sends refused with a code that no documentation knows, unrecorded.</summary>
    public double UnknownCode { get; init; }

    public double DuplicateReceipts { get; init; }

    public double LateReceipts { get; init; }

    public double DropReceipts { get; init; }

    /// <summary>Pause before every answer, in milliseconds.</summary>
    public int LatencyMs { get; init; }

    /// <summary>Starts the dice anew; null leaves them rolling.</summary>
    public int? Seed { get; init; }

    /// <summary>What is wrong with these settings, or null.</summary>
    public string? Mistake()
    {
        (string Name, double Value)[] shares =
        [
            ("error429", Error429), ("error5xx", Error5xx), ("timeoutAfterAccept", TimeoutAfterAccept),
            ("garbage", Garbage), ("unknownCode", UnknownCode),
            ("duplicateReceipts", DuplicateReceipts), ("lateReceipts", LateReceipts), ("dropReceipts", DropReceipts),
        ];
        if (Channel is not null && !Channels.All.Contains(Channel))
            return $"channel: '{Channel}' is none of {string.Join(", ", Channels.All)}";
        foreach (var (name, value) in shares)
        {
            if (value is < 0 or > 1 or double.NaN)
                return $"{name}: {value} is not a share between 0 and 1";
        }

        if (RateLimitPerSecond is <= 0)
            return $"rateLimitPerSecond: {RateLimitPerSecond} is not above 0";
        return LatencyMs < 0 ? $"latencyMs: {LatencyMs} is negative" : null;
    }
}
