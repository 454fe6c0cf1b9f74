namespace Outreach.Sandbox.Journal;

/// <summary>Finds, while a journal is read back, which webhooks were still owed when it ended.</summary>
internal sealed class Backlog
{
    private readonly SortedDictionary<long, (JournalEntry Entry, int Stage)> open = [];

    public void Note(JournalEntry entry)
    {
        switch (entry)
        {
            case ReceivedMessage message when Stages(message) > 0:
                open[message.Seq] = (message, 1);
                break;
            case PhoneEvent phoneEvent:
                open[phoneEvent.Seq] = (phoneEvent, 1);
                break;
            case Settled settled when open.TryGetValue(settled.Seq, out var owed):
                if (settled.Stage >= Stages(owed.Entry))
                    open.Remove(settled.Seq);
                else
                    open[settled.Seq] = (owed.Entry, settled.Stage + 1);
                break;
            case Cleared:
                open.Clear();
                break;
        }
    }

    public IReadOnlyList<(JournalEntry Entry, int Stage)> Drain() => [.. open.Values];

    /// <summary>How many webhooks an entry causes: Zalo and ZNS report receipt, Telegram nothing, Twilio and eSMS three states if asked to, SpeedSMS one, Messenger an echo and the delivery.</summary>
    public static int Stages(JournalEntry entry) => entry switch
    {
        PhoneEvent => 1,
        ReceivedMessage { Channel: Channels.Zalo or Channels.Zns } => 1,
        ReceivedMessage { Channel: Channels.Messenger } => 2,
        ReceivedMessage { Channel: Channels.Sms, StatusCallback: not null } message => message.ProviderId.All(char.IsAsciiDigit) ? 1 : 3,
        _ => 0,
    };
}
