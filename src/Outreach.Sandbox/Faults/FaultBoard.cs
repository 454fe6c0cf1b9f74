namespace Outreach.Sandbox.Faults;

/// <summary>The faults of every channel.</summary>
internal sealed class FaultBoard(SandboxOptions options)
{
    private readonly Dictionary<string, ChannelFaults> byChannel = new()
    {
        // Zalo counts by the minute (see ZaloApi) and Twilio queues per sender instead of refusing; Telegram's FAQ says
        // "about 30 messages per second" over all chats.
        [Channels.Zalo] = new(options.Seed, null, options.Time),
        [Channels.Telegram] = new(options.Seed + 1, 30, options.Time),
        [Channels.Sms] = new(options.Seed + 2, null, options.Time),

        // Meta documents 300 calls a second for one page's messages, and no figure for its posts.
        [Channels.Messenger] = new(options.Seed + 3, 300, options.Time),
        [Channels.Facebook] = new(options.Seed + 4, null, options.Time),
        [Channels.Zns] = new(options.Seed + 5, null, options.Time),
    };

    public ChannelFaults this[string channel] => byChannel[channel];

    public void Set(FaultSettings settings)
    {
        foreach (var channel in settings.Channel is { } one ? [one] : Channels.All)
            byChannel[channel].Set(settings with { Channel = channel });
    }

    public void ForgetRefusals()
    {
        foreach (var faults in byChannel.Values)
            faults.ForgetRefusals();
    }

    public IReadOnlyList<FaultSettings> Current() => [.. Channels.All.Select(channel => byChannel[channel].Settings with { Channel = channel })];
}
