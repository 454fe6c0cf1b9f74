using System.Text.Json;
using System.Text.Json.Serialization;

namespace Outreach.EndToEnd.Support;

/// <summary>The demo's report as people read it: by the names of its JSON, all of which must be there.</summary>
public sealed record DemoReport(
    int Contacts,
    IReadOnlyList<CampaignCounts> Campaigns,
    int Lost,
    int Duplicated,
    AssistantCounts Assistant,
    double Seconds,
    double MessagesPerSecond,
    long PeakMemoryBytes)
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        RespectRequiredConstructorParameters = true,
        NumberHandling = JsonNumberHandling.Strict,
    };

    [JsonIgnore]
    public CampaignCounts Campaign => Campaigns.ShouldHaveSingleItem();

    public static DemoReport Read(string file) => JsonSerializer.Deserialize<DemoReport>(File.ReadAllText(file), Strict)!;
}

/// <param name="Reasons">Of everyone who did not get the message for certain: reason → how many.</param>
public sealed record CampaignCounts(string Name, IReadOnlyDictionary<string, ChannelCounts> Channels, IReadOnlyDictionary<string, int> Reasons)
{
    public int Sum(Func<ChannelCounts, int> count) => Channels.Values.Sum(count);
}

public sealed record ChannelCounts(int Planned, int Suppressed, int Sent, int Delivered, int Failed, int Unknown);

public sealed record AssistantCounts(int Asked, int Answered);
