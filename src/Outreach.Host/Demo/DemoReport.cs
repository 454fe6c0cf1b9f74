using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Outreach.Host.Demo;

/// <summary>What <c>demo --json</c> writes. Lost and duplicated are counted from what the sandbox received, not from our own tables.</summary>
public sealed record DemoReport(
    int Contacts,
    IReadOnlyList<DemoCampaignReport> Campaigns,
    int Lost,
    int Duplicated,
    DemoAssistantReport Assistant,
    double Seconds,
    double MessagesPerSecond,
    long PeakMemoryBytes)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [JsonIgnore]
    public bool Succeeded => Lost == 0 && Duplicated == 0 && Assistant.Answered == Assistant.Asked;

    public string ToJson() => JsonSerializer.Serialize(this, Json);
}

/// <param name="Reasons">Why people were suppressed and why messages failed or are unknown: reason → how many.</param>
public sealed record DemoCampaignReport(string Name, IReadOnlyDictionary<string, DemoChannelReport> Channels, IReadOnlyDictionary<string, int> Reasons);

/// <summary>What became of the messages of one channel. Planned = suppressed + sent + failed + unknown; delivered is part of sent.</summary>
public sealed record DemoChannelReport(int Planned, int Suppressed, int Sent, int Delivered, int Failed, int Unknown);

/// <summary>How many questions were asked and how many of them were answered as expected.</summary>
public sealed record DemoAssistantReport(int Asked, int Answered);
