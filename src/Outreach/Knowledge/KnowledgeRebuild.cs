using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Outreach.Assistant.Knowledge;

namespace Outreach.Knowledge;

/// <summary>
/// Brings this node's index up to what is stored: built beside the old one, which answers until the new is there.
/// </summary>
public sealed partial class KnowledgeRebuild(
    KnowledgeSources sources, LiveKnowledge live, KnowledgeGeneration generation, TimeProvider time, ILogger<KnowledgeRebuild> logger) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1);

    /// <summary>How this node stands.</summary>
    public KnowledgeStatus Status { get; private set; } = new(0, 0, null, null, null, null);

    /// <summary>What is stored, before the first request: nobody waits for anything else yet, so it takes the processor it can get.</summary>
    public Task<bool> StartAsync(CancellationToken ct) => FollowAsync(build => Task.FromResult(build()), ct);

    /// <summary>Looks for a change and indexes it, out of the way of those who are being answered; true when there was one.</summary>
    public Task<bool> FollowAsync(CancellationToken ct) => FollowAsync(LowPriority.RunAsync, ct);

    public void Dispose() => gate.Dispose();

    private async Task<bool> FollowAsync(Func<Func<KnowledgeBase>, Task<KnowledgeBase>> run, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            var stored = await generation.CurrentAsync(ct);
            Status = Status with { Stored = stored, LookedAt = time.GetUtcNow(), Error = null };
            if (stored == Status.Live)
                return false;
            await RebuildAsync(run, ct);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e);
            Status = Status with { Error = e.Message };
            return false;
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task RebuildAsync(Func<Func<KnowledgeBase>, Task<KnowledgeBase>> run, CancellationToken ct)
    {
        var begun = Stopwatch.GetTimestamp();
        var records = await sources.ReadAsync(ct);
        var next = await run(records.Build);
        live.Replace(next);
        var took = Stopwatch.GetElapsedTime(begun);
        Status = Status with { Live = records.Generation, BuiltAt = time.GetUtcNow(), Took = took };
        LogBuilt(records.Generation, next.Procedures.Count, next.Faqs.Count, took.TotalSeconds);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Knowledge of generation {Generation} is live: {Procedures} procedures, {Faqs} questions, built in {Seconds:0.0} s")]
    private partial void LogBuilt(long generation, int procedures, int faqs, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "New knowledge could not be indexed; the old goes on answering")]
    private partial void LogFailed(Exception exception);
}

/// <summary>What a node knows of its knowledge.</summary>
/// <param name="Stored">Generation in the database when it last looked.</param>
/// <param name="Live">Generation it answers from; 0 is the content folder alone.</param>
/// <param name="Took">How long the last build took, with reading.</param>
/// <param name="Error">Why the last look or build failed.</param>
public sealed record KnowledgeStatus(long Stored, long Live, DateTimeOffset? LookedAt, DateTimeOffset? BuiltAt, TimeSpan? Took, string? Error);
