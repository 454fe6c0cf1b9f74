using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Outreach.Assistant.Dialogs;
using Outreach.Cluster;
using Outreach.Delivery;
using Outreach.Delivery.Rules;
using Outreach.Feedback;
using Outreach.Inbox;
using Outreach.Inbox.Dossiers;
using Outreach.Inbox.Handoffs;
using Outreach.Knowledge;
using Outreach.Knowledge.Learning;
using Outreach.Knowledge.Writing;
using Outreach.People;
using Outreach.Storage;
using Outreach.Tests.Assistant;
using Outreach.Tests.Support;

namespace Outreach.Tests.Inbox;

/// <summary>The inbox with its worker, the real assistant and ten procedures; replies are read from the outbox.</summary>
internal sealed class InboxStand : IAsyncDisposable
{
    private readonly OutboxSignals signals;
    private readonly InboxSignal signal;
    private readonly IOptions<ClusterOptions> cluster = Options.Create(new ClusterOptions { Node = "node-1" });
    private readonly Outbox outbox;
    private readonly AnswerWriter writer;
    private int events;

    private InboxStand(TestDatabase test)
    {
        Test = test;
        signals = new OutboxSignals(Time);
        signal = new InboxSignal(Time);
        outbox = new Outbox(test.Database, test.Cipher, signals, new IdGenerator(Time), cluster, Time);
        writer = new AnswerWriter(Options.Create(new WriterOptions()), Time, NullLogger<AnswerWriter>.Instance);
        Unanswered = new UnansweredQuestions(test.Database, test.Cipher, new IdGenerator(Time), Options.Create(new KnowledgeOptions()), Time);
        Door = new IncomingMessages(test.Database, test.Cipher, Time, signal);
        Contacts = new ContactStore(test.Database, test.Cipher, Time);
        Feedback = new FeedbackStore(test.Database, test.Cipher, Time);
        Handoffs = new HandoffStore(test.Database, test.Cipher, new IdGenerator(Time), Time);
    }

    public TestDatabase Test { get; }

    public ManualTime Time { get; } = new();

    public IncomingMessages Door { get; }

    public ContactStore Contacts { get; }

    public UnansweredQuestions Unanswered { get; }

    public FeedbackStore Feedback { get; }

    public HandoffStore Handoffs { get; }

    /// <summary>What is asked about dossiers; a test may put another in its place.</summary>
    public IDossierLookup Dossiers { get; set; } = new PortalDossiers();

    public static async Task<InboxStand> CreateAsync() => new(await TestDatabase.CreateAsync());

    public Task<bool> ReceiveAsync(string? text, string sender = "u1", string channel = "zalo", IncomingKind kind = IncomingKind.Message, string? eventId = null) =>
        Door.AcceptAsync(new IncomingMessage(channel, "default", eventId ?? $"e{++events}", sender, kind, Time.GetUtcNow(), text), default);

    /// <summary>Runs the worker until nothing waits, as a process that starts and stops would.</summary>
    public async Task HandleAsync()
    {
        var dialog = new Dialog(new AssistantOptions { Province = "tỉnh Thử Nghiệm", Hotline = "1022" });
        var assistance = new Assistance(dialog, new LiveKnowledge(SmallTown.Knowledge), new AfterAnswer(writer, Unanswered, new KnowledgeAlarms(Test.Database, Time)), Dossiers, Feedback, new IdGenerator(Time), Time);
        var reception = new Reception(assistance, Contacts, new AddressMoves(Test.Cipher));
        using var worker = new InboxWorker(
            new InboxStore(Test.Database, Test.Cipher, outbox, Handoffs, Time),
            signal,
            reception,
            [new FakeChannel("zalo"), new FakeChannel("web"), new FakeChannel("sms", buttons: 0, textLength: 160)],
            Time,
            NullLogger<InboxWorker>.Instance);
        await worker.StartAsync(default);
        await Eventually.BecomesTrueAsync(async () => await ValueAsync<long>("SELECT count(*) FROM inbox WHERE state = 0") == 0, "every message is handled");
        await worker.StopAsync(default);
    }

    /// <summary>Replies to one citizen, in the order written.</summary>
    public async Task<IReadOnlyList<string>> RepliesAsync(string sender = "u1") =>
        [.. (await RowsAsync()).Where(row => Test.Cipher.Reveal(row.Address) == sender).Select(row => SealedContent.Read(row.Content!, Test.Cipher).Text)];

    public Task<IReadOnlyList<OutboxMessage>> RowsAsync() =>
        Test.Database.ReadAsync(session => session.QueryAsync<OutboxMessage>("SELECT * FROM outbox ORDER BY id", null, default), default);

    /// <summary>Takes what may leave now, as a sender would.</summary>
    public async Task<IReadOnlyList<Guid>> ClaimAsync(string channel) =>
        [.. (await new OutboxClaims(Test.Database, new SendingRules([]), cluster, Time).ClaimRepliesAsync(channel, 100, default)).Messages.Select(row => row.Id)];

    public Task<T?> ValueAsync<T>(string sql, object? parameters = null) =>
        Test.Database.ReadAsync(session => session.FirstAsync<T>(sql, parameters, default), default);

    public Task ExecuteAsync(string sql) => Test.Database.WriteAsync(session => session.ExecuteAsync(sql, null, default), default);

    public async ValueTask DisposeAsync()
    {
        await Test.DisposeAsync();
        signals.Dispose();
        signal.Dispose();
        writer.Dispose();
    }
}
