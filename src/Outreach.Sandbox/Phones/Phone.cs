using Outreach.Sandbox.Journal;

namespace Outreach.Sandbox.Phones;

/// <summary>One citizen's phone: an address per channel and everything that came and went on it.</summary>
internal sealed class Phone(int id, string name)
{
    private readonly List<JournalEntry> bubbles = [];

    public int Id { get; } = id;

    public string Name { get; set; } = name;

    /// <summary>Address by channel.</summary>
    public Dictionary<string, string> Addresses { get; } = [];

    public IReadOnlyList<JournalEntry> Bubbles => bubbles;

    public IEnumerable<ReceivedMessage> Messages(string channel, string address) =>
        bubbles.OfType<ReceivedMessage>().Where(message => message.Channel == channel && message.To == address);

    /// <summary>Whom an SMS from this phone goes to: whoever wrote last.</summary>
    public string? LastSender(string channel) => bubbles.OfType<ReceivedMessage>().LastOrDefault(message => message.Channel == channel)?.From;

    public void Add(JournalEntry bubble) => bubbles.Add(bubble);

    public void Clear() => bubbles.Clear();

    /// <summary>Hands an address and what happened under it to another phone.</summary>
    public void Move(string channel, string address, Phone owner)
    {
        Addresses.Remove(channel);
        owner.bubbles.AddRange(bubbles.Where(Belongs));
        owner.bubbles.Sort((a, b) => SeqOf(a).CompareTo(SeqOf(b)));
        bubbles.RemoveAll(Belongs);

        bool Belongs(JournalEntry bubble) => AddressOf(bubble) == (channel, address);
    }

    public static long SeqOf(JournalEntry bubble) => bubble switch
    {
        ReceivedMessage message => message.Seq,
        PhoneEvent phoneEvent => phoneEvent.Seq,
        _ => throw new ArgumentException($"{bubble.GetType().Name} is not shown on a phone.", nameof(bubble)),
    };

    public static (string Channel, string Address) AddressOf(JournalEntry bubble) => bubble switch
    {
        ReceivedMessage message => (message.Channel, message.To),
        PhoneEvent phoneEvent => (phoneEvent.Channel, phoneEvent.From),
        _ => throw new ArgumentException($"{bubble.GetType().Name} is not shown on a phone.", nameof(bubble)),
    };
}
