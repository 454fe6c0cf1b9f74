using Outreach.Delivery;
using Outreach.Tests.Support;

namespace Outreach.Tests.Delivery;

/// <summary>The outbox on a real database, with a clock that stands still.</summary>
internal sealed class OutboxStand : IAsyncDisposable
{
    private readonly OutboxSignals signals;

    private OutboxStand(TestDatabase test)
    {
        Test = test;
        signals = new OutboxSignals(Time);
        Outbox = new Outbox(test.Database, test.Cipher, signals, Time);
        Receipts = new Receipts(test.Database, Time);
    }

    public TestDatabase Test { get; }

    public ManualTime Time { get; } = new();

    public OutboxSignals Signals => signals;

    public Outbox Outbox { get; }

    public Receipts Receipts { get; }

    public static async Task<OutboxStand> CreateAsync() => new(await TestDatabase.CreateAsync());

    /// <param name="dueIn">Seconds from now.</param>
    public async Task<Guid> AddAsync(
        string text = "xin chào", string channel = "zalo", Lane lane = Lane.Bulk, int dueIn = 0, Guid? campaign = null, Guid? contact = null)
    {
        var now = Time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await Test.Database.WriteAsync(
            session =>
            {
                session.Context.Add(new OutboxMessage
                {
                    Id = id,
                    CampaignId = campaign,
                    ContactId = contact,
                    Lane = lane,
                    Channel = channel,
                    Account = "default",
                    Address = Test.Cipher.Protect("u1"),
                    Content = MessageContentJson.Write(new MessageContent(text)),
                    State = MessageState.Due,
                    DueAt = now.AddSeconds(dueIn),
                    CreatedAt = now,
                });
                return session.Context.SaveChangesAsync();
            },
            default);
        return id;
    }

    public async Task<ClaimedMessage> ClaimOneAsync(string channel = "zalo", Lane lane = Lane.Bulk) =>
        (await Outbox.ClaimAsync(channel, lane, 1, default)).Single();

    /// <summary>Adds a row, claims it and settles it with what the provider said.</summary>
    public async Task<Guid> SendAsync(SendOutcome outcome, Guid? contact = null)
    {
        var id = await AddAsync(contact: contact);
        await SettleAsync(await ClaimOneAsync(), outcome);
        return id;
    }

    public Task SettleAsync(ClaimedMessage message, SendOutcome outcome) =>
        Outbox.SettleAsync(message, outcome, NextStep.After(outcome, message.Attempts, Time.GetUtcNow(), jitter: 1), default);

    public Task<int> ReceiveAsync(ReceiptStatus status, string providerId, Guid? messageId = null, string? eventId = null, string? reason = null) =>
        Receipts.RecordAsync(
            [new Receipt("zalo", "default", eventId ?? $"{status}:{providerId}", providerId, status, Time.GetUtcNow(), messageId, reason)],
            default);

    public async Task<OutboxMessage> RowAsync(Guid id) =>
        (await Test.Database.ReadAsync(session => session.FirstAsync<OutboxMessage>("SELECT * FROM outbox WHERE id = @id", new { id }, default), default))!;

    public async Task<MessageState> StateAsync(Guid id) => (await RowAsync(id)).State;

    public Task ExecuteAsync(string sql, object? parameters = null) =>
        Test.Database.WriteAsync(session => session.ExecuteAsync(sql, parameters, default), default);

    public async ValueTask DisposeAsync()
    {
        await Test.DisposeAsync();
        signals.Dispose();
    }
}
