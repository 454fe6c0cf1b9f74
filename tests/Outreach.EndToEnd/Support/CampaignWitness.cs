namespace Outreach.EndToEnd.Support;

/// <summary>What the sandbox's journal says about the demo's campaign, held against the demo's own report.</summary>
public sealed class CampaignWitness
{
    private readonly Dictionary<string, List<Received>> byChannel;

    private CampaignWitness(Dictionary<string, List<Received>> byChannel) => this.byChannel = byChannel;

    /// <summary>A campaign's text is the same for everybody, and far more people get it than ask the assistant the same thing.</summary>
    public static CampaignWitness Of(IReadOnlyList<Received> received) => new(received
        .GroupBy(message => message.Channel)
        .ToDictionary(channel => channel.Key, channel => channel.GroupBy(message => message.Text).MaxBy(text => text.Count())!.ToList()));

    public static CampaignWitness Of(DataFolder data) => Of(SandboxJournal.Messages(data));

    /// <summary>How many phones got it on each channel, copies included.</summary>
    public IReadOnlyDictionary<string, int> Received => byChannel.ToDictionary(channel => channel.Key, channel => channel.Value.Count);

    /// <summary>How often each phone got it.</summary>
    public IReadOnlyDictionary<(string Channel, string Address), int> Copies =>
        byChannel.Values.SelectMany(messages => messages).CountBy(message => (message.Channel, message.To)).ToDictionary();

    /// <summary>Nobody got it twice, whoever is said to have it has it, and only "unknown" leaves room in between.</summary>
    public void ShouldAgreeWith(DemoReport report)
    {
        byChannel.Values.SelectMany(messages => messages).GroupBy(message => (message.Channel, message.To)).ShouldAllBe(phone => phone.Count() == 1);
        foreach (var (channel, counts) in report.Campaign.Channels)
        {
            var received = byChannel[channel].Count;
            received.ShouldBeInRange(counts.Sent, counts.Sent + counts.Unknown, channel);
            (counts.Suppressed + counts.Sent + counts.Failed + counts.Unknown).ShouldBe(counts.Planned, channel);
        }
    }
}
