using Microsoft.Extensions.Options;
using Outreach.Cluster;
using Outreach.Content;
using Outreach.Delivery;
using Outreach.Delivery.Rules;
using Outreach.People;
using Outreach.Storage;
using Outreach.Tests.Support;

namespace Outreach.Tests.Delivery;

/// <summary>The outbox on a real database, with a clock that tests move.</summary>
internal sealed class OutboxStand : IAsyncDisposable
{
    private readonly Dictionary<(Guid Contact, string Channel), string> addresses = [];
    private readonly IdGenerator ids;
    private BulkQueue? usual;
    private int citizens;

    private OutboxStand(TestDatabase test, SendingRules rules)
    {
        (Test, Rules) = (test, rules);
        ids = new IdGenerator(Time);
        Signals = new OutboxSignals(Time);
        Outbox = new Outbox(test.Database, test.Cipher, Signals, ids, Node("node-1"), Time);
        Claims = ClaimsOf("node-1");
        Settlements = new OutboxSettlements(test.Database, new AddressMoves(test.Cipher), Time);
        Queues = new BulkQueues(test.Database, Time);
        Contents = new MessageContents(test.Database);
        Notices = TestNotices.On(test.Database, ids, Outbox, Time);
        Receipts = new Receipts(test.Database, Time);
    }

    public TestDatabase Test { get; }

    public ManualTime Time { get; } = new();

    public SendingRules Rules { get; }

    public OutboxSignals Signals { get; }

    public Outbox Outbox { get; }

    public OutboxClaims Claims { get; }

    public OutboxSettlements Settlements { get; }

    public BulkQueues Queues { get; }

    public MessageContents Contents { get; }

    public Notices Notices { get; }

    public Receipts Receipts { get; }

    public static async Task<OutboxStand> CreateAsync(params SendingRule[] rules) => new(await TestDatabase.CreateAsync(), new SendingRules(rules));

    public static IOptions<ClusterOptions> Node(string name) => Options.Create(new ClusterOptions { Node = name });

    /// <summary>Claims as another node makes them.</summary>
    public OutboxClaims ClaimsOf(string node) => new(Test.Database, Rules, Node(node), Time);

    /// <summary>A campaign whose rows may leave. <paramref name="channels"/> in the order tried, comma-separated.</summary>
    public async Task<BulkQueue> OpenAsync(string channels = "sms,telegram,zalo", MessageClass kind = MessageClass.Guidance, string unit = "", TimeSpan? fallback = null)
    {
        var queue = new BulkQueue
        {
            Id = ids.Next(),
            Unit = unit,
            Class = kind,
            Channels = channels,
            FallbackMilliseconds = (long?)fallback?.TotalMilliseconds,
            OpenedAt = Time.GetUtcNow(),
        };
        await Test.Database.WriteAsync(async session => await Queues.OpenAsync(session, queue, default), default);
        return queue;
    }

    /// <summary>The campaign of rows for which none is named.</summary>
    public async Task<BulkQueue> UsualAsync() => usual ??= await OpenAsync();

    /// <summary>Someone who may be written to, with one address on each of these channels.</summary>
    public async Task<Guid> CitizenAsync(params string[] channels)
    {
        var (id, number) = (ids.Next(), ++citizens);
        var contact = new Contact { Id = id, Name = Test.Cipher.Protect("An"), Consented = true, CreatedAt = Time.GetUtcNow() };
        foreach (var channel in channels)
        {
            var address = addresses[(id, channel)] = $"{channel}-{number}";
            contact.Addresses.Add(new ContactAddress { Id = ids.Next(), Channel = channel, Value = Test.Cipher.Protect(address), Lookup = Test.Cipher.Lookup(channel, address) });
        }

        await SaveAsync([contact]);
        return id;
    }

    public string AddressOf(Guid contact, string channel = "zalo") => addresses[(contact, channel)];

    public string LookupOf(Guid contact, string channel = "zalo") => Test.Cipher.Lookup(channel, AddressOf(contact, channel));

    /// <summary>A campaign's row, of the usual one and to a new citizen unless told.</summary>
    /// <param name="dueIn">Seconds from now.</param>
    /// <param name="expiresIn">Seconds from now; null: never.</param>
    public async Task<Guid> AddAsync(
        string text = "xin chào", string channel = "zalo", int dueIn = 0, BulkQueue? queue = null, Guid? contact = null, int step = 0, int? expiresIn = null)
    {
        var row = Row(queue ?? await UsualAsync(), contact ?? await CitizenAsync(channel), text, channel, dueIn, step, expiresIn);
        await SaveAsync([row]);
        return row.Id;
    }

    public async Task<IReadOnlyList<Guid>> AddManyAsync(int count, string text = "xin chào", string channel = "zalo", BulkQueue? queue = null)
    {
        var rows = new List<OutboxMessage>();
        for (var i = 0; i < count; i++)
            rows.Add(Row(queue ?? await UsualAsync(), await CitizenAsync(channel), text, channel, dueIn: 0, step: 0, expiresIn: null));
        await SaveAsync(rows);
        return rows.ConvertAll(row => row.Id);
    }

    /// <summary>One part of an answer, in a conversation of its own unless told.</summary>
    public async Task<Guid> ReplyAsync(string text = "trả lời", Guid? conversation = null, string channel = "zalo")
    {
        var before = await IdsAsync();
        await Test.Database.WriteAsync(
            async session => await Outbox.AddReplyAsync(session, conversation ?? ids.Next(), channel, "default", "u1", new MessageContent(text), default), default);
        return (await IdsAsync()).Except(before).Single();
    }

    public Guid NewId() => ids.Next();

    public async Task<IReadOnlyList<ClaimedMessage>> ClaimAsync(int count = 1, string channel = "zalo", BulkQueue? queue = null) =>
        (await Claims.ClaimBulkAsync(channel, queue ?? await UsualAsync(), count, default)).Messages;

    public async Task<ClaimedMessage> ClaimOneAsync(string channel = "zalo", BulkQueue? queue = null) => (await ClaimAsync(1, channel, queue)).Single();

    public async Task<IReadOnlyList<ClaimedMessage>> ClaimRepliesAsync(int count = 100, string channel = "zalo") =>
        (await Claims.ClaimRepliesAsync(channel, count, default)).Messages;

    /// <summary>Adds a row, claims it and settles it with what the provider said.</summary>
    public async Task<Guid> SendAsync(SendOutcome outcome, Guid? contact = null, string channel = "zalo", BulkQueue? queue = null)
    {
        var id = await AddAsync(channel: channel, contact: contact, queue: queue);
        await SettleAsync(await ClaimOneAsync(channel, queue), outcome, new FakeChannel(channel));
        return id;
    }

    public Task SettleAsync(ClaimedMessage message, SendOutcome outcome, IChannel? channel = null) => SettleAsync([(message, outcome)], channel);

    public Task SettleAsync(IEnumerable<(ClaimedMessage Message, SendOutcome Outcome)> group, IChannel? channel = null)
    {
        channel ??= new FakeChannel();
        var now = Time.GetUtcNow();
        var settlements = group.Select(one =>
        {
            var verdict = NextStep.After(one.Outcome, one.Message.Attempts, now, one.Message.ExpiresAt, jitter: 1);
            return new Settlement(one.Message, one.Outcome, verdict, FollowUp.After(verdict, one.Message, channel, now));
        });
        return Settlements.WriteAsync(channel.Name, [.. settlements], default);
    }

    public Task<int> ReceiveAsync(
        ReceiptStatus status, string providerId, Guid? messageId = null, string? eventId = null, string? reason = null, string channel = "zalo") =>
        Receipts.RecordAsync(
            [new Receipt(channel, "default", eventId ?? $"{status}:{providerId}", providerId, status, Time.GetUtcNow(), messageId, reason)],
            default);

    public async Task<OutboxMessage> RowAsync(Guid id) =>
        (await Test.Database.ReadAsync(session => session.FirstAsync<OutboxMessage>("SELECT * FROM outbox WHERE id = @id", new { id }, default), default))!;

    public async Task<MessageState> StateAsync(Guid id) => (await RowAsync(id)).State;

    public Task<long> CountAsync(MessageState state) => ValueAsync<long>("SELECT COUNT(*) FROM outbox WHERE state = @state", new { state });

    public Task<T?> ValueAsync<T>(string sql, object? parameters = null) =>
        Test.Database.ReadAsync(session => session.FirstAsync<T>(sql, parameters, default), default);

    public Task<int> ExecuteAsync(string sql, object? parameters = null) =>
        Test.Database.WriteAsync(session => session.ExecuteAsync(sql, parameters, default), default);

    public async ValueTask DisposeAsync()
    {
        await Test.DisposeAsync();
        Signals.Dispose();
    }

    private OutboxMessage Row(BulkQueue queue, Guid contact, string text, string channel, int dueIn, int step, int? expiresIn)
    {
        var now = Time.GetUtcNow();
        var address = AddressOf(contact, channel);
        return new OutboxMessage
        {
            Id = ids.Next(),
            CampaignId = queue.Id,
            ContactId = contact,
            Step = step,
            Lane = Lane.Bulk,
            Channel = channel,
            Account = "default",
            Address = Test.Cipher.Protect(address),
            Lookup = Test.Cipher.Lookup(channel, address),
            Content = SealedContent.Write(new MessageContent(text), Test.Cipher),
            State = MessageState.Due,
            DueAt = now.AddSeconds(dueIn),
            ExpiresAt = expiresIn is { } seconds ? now.AddSeconds(seconds) : null,
            CreatedAt = now,
        };
    }

    private Task<IReadOnlyList<Guid>> IdsAsync() =>
        Test.Database.ReadAsync(session => session.QueryAsync<Guid>("SELECT id FROM outbox WHERE campaign_id IS NULL", null, default), default);

    private Task<int> SaveAsync(IEnumerable<object> rows) =>
        Test.Database.WriteAsync(
            session =>
            {
                session.Context.AddRange(rows);
                return session.Context.SaveChangesAsync();
            },
            default);
}
