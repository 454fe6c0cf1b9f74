using Outreach.Sandbox.Phones;

namespace Outreach.Sandbox.Journal;

/// <summary>The state behind the <see cref="Ledger"/>. Not thread-safe by itself.</summary>
internal sealed class LedgerState
{
    private readonly List<ReceivedMessage> messages = [];
    private readonly Dictionary<(string Channel, string Id), UploadedFile> files = [];
    private readonly List<PostedArticle> articles = [];
    private readonly Dictionary<string, ReceivedMessage> smsBySid = [];
    private readonly HashSet<long> seen = [];
    private readonly HashSet<Person> people = [];
    private readonly List<TokensIssued> tokens = [];
    private readonly Dictionary<string, string> texts = [];
    private readonly Dictionary<string, int> counts = Channels.All.ToDictionary(channel => channel, _ => 0);

    public long LastSeq { get; private set; }

    public PhoneBook Phones { get; } = new();

    public Memberships Memberships { get; } = new();

    /// <summary>Zalo tokens ever issued, oldest first.</summary>
    public IReadOnlyList<TokensIssued> Tokens => tokens;

    public TelegramTarget? TelegramTarget { get; private set; }

    /// <summary>Telegram groups that became supergroups, with the new number.</summary>
    public Dictionary<long, long> TelegramGroups { get; } = [];

    public Uri? ServiceUrl { get; private set; }

    /// <summary>Whether exactly this person was registered before.</summary>
    public bool IsRegistered(Person person) => people.Contains(person);

    public long NextSeq() => ++LastSeq;

    public UploadedFile? File(string channel, string id) => files.GetValueOrDefault((channel, id));

    public PostedArticle? Article(string id) => articles.Find(article => article.Id == id);

    public PostedArticle? ArticleByToken(string token) => articles.Find(article => article.Token == token);

    public ReceivedMessage? Message(long seq)
    {
        var index = FirstAfter(seq - 1);
        return index < messages.Count && messages[index].Seq == seq ? messages[index] : null;
    }

    public ReceivedMessage? SmsBySid(string sid) => smsBySid.GetValueOrDefault(sid);

    /// <summary>Whether the citizen has looked at a message.</summary>
    public bool IsSeen(long seq) => seen.Contains(seq);

    /// <summary>Messages in order of arrival, newer than <paramref name="after"/>.</summary>
    public IReadOnlyList<ReceivedMessage> Messages(string? channel, string? to, long after, int limit)
    {
        IEnumerable<ReceivedMessage> found = channel is not null && to is not null
            ? Phones.Find(channel, to)?.Messages(channel, to).Where(message => message.Seq > after) ?? []
            : messages.Skip(FirstAfter(after))
                .Where(message => (channel is null || message.Channel == channel) && (to is null || message.To == to));
        return [.. found.Take(limit)];
    }

    /// <summary>How many messages each channel brought.</summary>
    public IReadOnlyDictionary<string, int> Counts() => new Dictionary<string, int>(counts);

    public void Apply(JournalEntry entry)
    {
        switch (entry)
        {
            case ReceivedMessage message:
                Add(message);
                break;
            case PhoneEvent phoneEvent:
                LastSeq = Math.Max(LastSeq, phoneEvent.Seq);
                Memberships.Note(phoneEvent);
                if (phoneEvent.MovedTo is { } supergroup)
                    TelegramGroups[long.Parse(phoneEvent.From, System.Globalization.CultureInfo.InvariantCulture)] = supergroup;
                if (phoneEvent is { Kind: PhoneEventKind.Seen, Message: { } looked })
                    seen.Add(looked);
                else
                    Phones.Add(phoneEvent);
                break;
            case Person person:
                people.Add(person);
                Memberships.Note(person);
                Phones.Register(person);
                break;
            case UploadedFile file:
                files[(file.Channel, file.Id)] = file;
                break;
            case PostedArticle article:
                articles.Add(article);
                break;
            case TokensIssued issued:
                tokens.Add(issued);
                break;
            case TelegramTarget target:
                TelegramTarget = target;
                break;
            case ServiceMoved moved:
                ServiceUrl = moved.BaseUrl;
                break;
            case Cleared:
                messages.Clear();
                smsBySid.Clear();
                seen.Clear();
                texts.Clear();
                foreach (var channel in Channels.All)
                    counts[channel] = 0;
                Phones.Clear();
                break;
        }
    }

    private void Add(ReceivedMessage message)
    {
        // A broadcast repeats one text a hundred thousand times; hold it once.
        if (texts.TryGetValue(message.Text, out var known))
            message = message with { Text = known };
        else
            texts.Add(message.Text, message.Text);

        LastSeq = Math.Max(LastSeq, message.Seq);
        messages.Add(message);
        counts[message.Channel]++;
        if (message.Channel == Channels.Sms)
            smsBySid[message.ProviderId] = message;
        Phones.Add(message);
    }

    /// <summary>Index of the first message newer than <paramref name="seq"/>, by bisection.</summary>
    private int FirstAfter(long seq)
    {
        int low = 0, high = messages.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (messages[middle].Seq <= seq)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
