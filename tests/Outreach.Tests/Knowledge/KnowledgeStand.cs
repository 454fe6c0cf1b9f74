using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Outreach.Assistant.Dialogs;
using Outreach.Content;
using Outreach.Knowledge;
using Outreach.Knowledge.Import;
using Outreach.Knowledge.Learning;
using Outreach.Storage;
using Outreach.Tests.Inbox;

namespace Outreach.Tests.Knowledge;

/// <summary>A node that knows the shipped content, beside an inbox whose conversations it learns from.</summary>
internal sealed class KnowledgeStand : IAsyncDisposable
{
    private static readonly ContentOptions Folder = new();
    private static readonly ContentLibrary Shipped = ContentLibrary.Load(Folder.Directory);

    private readonly List<KnowledgeRebuild> nodes = [];
    private readonly IdGenerator ids;
    private int citizens;

    private KnowledgeStand(InboxStand inbox)
    {
        Inbox = inbox;
        ids = new IdGenerator(inbox.Time);
        Live = new LiveKnowledge(KnowledgeFeature.Build(Shipped, Folder));
        Rebuild = Node(Live);
        Import = new ProcedureImport(Database, ids, inbox.Time);
        Groups = new QuestionGroups(Database, inbox.Test.Cipher, Options.Create(Folder), Options.Create(new KnowledgeOptions()), inbox.Time);
        Changes = new KnowledgeChanges(Database, inbox.Test.Cipher, Live, Groups, ids, inbox.Time);
        Replay = new KnowledgeReplay(Sources, Live, Rebuild, new EvaluationSet(Database, inbox.Test.Cipher, Options.Create(Folder)), Groups, new Dialog(new AssistantOptions()), inbox.Time);
    }

    public InboxStand Inbox { get; }

    public Database Database => Inbox.Test.Database;

    public LiveKnowledge Live { get; }

    public KnowledgeRebuild Rebuild { get; }

    public ProcedureImport Import { get; }

    public QuestionGroups Groups { get; }

    public KnowledgeChanges Changes { get; }

    public KnowledgeReplay Replay { get; }

    private KnowledgeSources Sources => new(Database, Shipped, Options.Create(Folder));

    public static async Task<KnowledgeStand> CreateAsync() => new(await InboxStand.CreateAsync());

    /// <summary>Another node on the same database.</summary>
    public KnowledgeRebuild Node(LiveKnowledge live)
    {
        var node = new KnowledgeRebuild(Sources, live, new KnowledgeGeneration(Database), Inbox.Time, NullLogger<KnowledgeRebuild>.Instance);
        nodes.Add(node);
        return node;
    }

    /// <summary>A citizen asks, each in a conversation of their own.</summary>
    public async Task AskAsync(params string[] questions)
    {
        foreach (var question in questions)
            await Inbox.ReceiveAsync(question, sender: $"citizen {++citizens}");
        await Inbox.HandleAsync();
    }

    public async Task<KnowledgeChange> DraftAsync(NewChange wanted, string author = "Hoa") =>
        (await Changes.CreateAsync(wanted, author, default)).ShouldBeOfType<ChangeOutcome.Done>().Change;

    public async Task<ReplayReport> ReplayAsync(KnowledgeChange change)
    {
        var report = await Replay.RunAsync(change, default);
        (await Changes.ReplayedAsync(change.Id, report, default)).ShouldBeOfType<ChangeOutcome.Done>();
        return report;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes)
            node.Dispose();
        await Inbox.DisposeAsync();
    }
}
