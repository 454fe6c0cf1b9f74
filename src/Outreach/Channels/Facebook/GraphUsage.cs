using System.Net.Http.Headers;
using System.Text.Json;

namespace Outreach.Channels.Facebook;

/// <summary>
/// How much of Meta's limits is used up, as its answers tell in <c>X-App-Usage</c>, <c>X-Page-Usage</c> and
/// <c>X-Business-Use-Case-Usage</c>, in percent (Graph API, rate limits). From 80 on calls are spaced, at 100 none is made
/// until the pause is over that Meta names. Thread safe.
/// </summary>
internal sealed class GraphUsage(TimeProvider time)
{
    private const double SpacedFrom = 80;

    /// <summary>Where no pause is named: app and page limits are counted over a rolling hour.</summary>
    private static readonly TimeSpan UsualPause = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan LongestSpace = TimeSpan.FromSeconds(1);

    private static readonly string[] Headers = ["X-App-Usage", "X-Page-Usage", "X-Business-Use-Case-Usage"];

    private readonly Lock gate = new();
    private double percent;
    private DateTimeOffset restsUntil;

    /// <summary>How long no call may be made; null when one may.</summary>
    public TimeSpan? Rest
    {
        get
        {
            lock (gate)
                return restsUntil > time.GetUtcNow() ? restsUntil - time.GetUtcNow() : null;
        }
    }

    /// <summary>What to wait before a call.</summary>
    public TimeSpan Space
    {
        get
        {
            lock (gate)
                return percent <= SpacedFrom ? TimeSpan.Zero : LongestSpace * Math.Min(1, (percent - SpacedFrom) / (100 - SpacedFrom));
        }
    }

    public void Note(HttpResponseHeaders? headers)
    {
        var (highest, minutes, told) = (0d, 0d, false);
        foreach (var value in Headers.SelectMany(name => headers?.TryGetValues(name, out var values) is true ? values : []))
        {
            told = true;
            Read(value, ref highest, ref minutes);
        }

        if (!told)
            return;
        lock (gate)
        {
            percent = highest;
            if (highest >= 100)
                restsUntil = time.GetUtcNow() + ((minutes > 0 ? ProviderHttp.Pause(TimeSpan.FromMinutes(Math.Min(minutes, 100_000))) : null) ?? UsualPause);
        }
    }

    private static void Read(string json, ref double highest, ref double minutes)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            Read(document.RootElement, ref highest, ref minutes);
        }
        catch (JsonException)
        {
            // A header that tells nothing.
        }
    }

    /// <summary>The three have the same figures at different depths.</summary>
    private static void Read(JsonElement element, ref double highest, ref double minutes)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    Read(item, ref highest, ref minutes);
                break;
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    if (member.Value.ValueKind != JsonValueKind.Number)
                        Read(member.Value, ref highest, ref minutes);
                    else if (member.NameEquals("estimated_time_to_regain_access"))
                        minutes = Math.Max(minutes, member.Value.GetDouble());
                    else if (member.NameEquals("call_count") || member.NameEquals("total_time") || member.NameEquals("total_cputime"))
                        highest = Math.Max(highest, member.Value.GetDouble());
                }

                break;
        }
    }
}
