using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Outreach.Sandbox.Journal;

namespace Outreach.Sandbox.Callbacks;

/// <summary>
/// Sends webhooks: each at its time, in order within a line, a few at once. What it holds in memory can be derived
/// from the journal, so a restart owes what this run did not settle.
/// </summary>
internal sealed partial class CallbackQueue : IAsyncDisposable
{
    /// <summary>Calls in flight at once: enough to keep a local service busy, few enough not to flood it.</summary>
    private const int Workers = 16;

    private readonly Ledger ledger;
    private readonly SandboxOptions options;
    private readonly ILogger logger;
    private readonly HttpClient http;
    private readonly Lock gate = new();
    private readonly Dictionary<string, Queue<Job>> lines = [];
    private readonly PriorityQueue<Job, DateTimeOffset> waiting = new();
    private readonly List<Job> parked = [];
    private readonly Channel<Job> ready = Channel.CreateUnbounded<Job>();
    private readonly CancellationTokenSource stopping = new();
    private readonly ITimer alarm;
    private readonly Task[] workers;

    public CallbackQueue(Ledger ledger, SandboxOptions options, ILogger logger)
    {
        this.ledger = ledger;
        this.options = options;
        this.logger = logger;
        http = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false, // providers do not follow redirects
            ConnectTimeout = TimeSpan.FromSeconds(5),
            MaxConnectionsPerServer = Workers,
            UseCookies = false,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        alarm = options.Time.CreateTimer(_ => Release(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        options.WebhookBaseUrlChanged += Unpark;
        workers = [.. Enumerable.Range(0, Workers).Select(_ => WorkAsync())];
    }

    public void Enqueue(Callback callback)
    {
        var job = new Job(callback, 0);
        lock (gate)
        {
            if (lines.TryGetValue(callback.Line, out var line))
            {
                line.Enqueue(job);
                return;
            }

            lines.Add(callback.Line, new Queue<Job>());
            Schedule(job, callback.Delay);
        }
    }

    /// <summary>How many callbacks are under way or waiting in the lines whose name starts so.</summary>
    public int Count(string linePrefix)
    {
        lock (gate)
            return lines.Where(line => line.Key.StartsWith(linePrefix, StringComparison.Ordinal)).Sum(line => line.Value.Count + 1);
    }

    /// <summary>Sends what waited for an address.</summary>
    public void Unpark()
    {
        lock (gate)
        {
            foreach (var job in parked)
                ready.Writer.TryWrite(job);
            parked.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        options.WebhookBaseUrlChanged -= Unpark;
        await stopping.CancelAsync();
        ready.Writer.TryComplete();
        await Task.WhenAll(workers);
        await alarm.DisposeAsync();
        http.Dispose();
        stopping.Dispose();
    }

    private void Schedule(Job job, TimeSpan delay)
    {
        lock (gate)
        {
            if (delay <= TimeSpan.Zero)
            {
                ready.Writer.TryWrite(job);
                return;
            }

            waiting.Enqueue(job, options.Time.GetUtcNow() + delay);
            SetAlarm();
        }
    }

    /// <summary>Moves what is due to the workers.</summary>
    private void Release()
    {
        lock (gate)
        {
            var now = options.Time.GetUtcNow();
            while (waiting.TryPeek(out var job, out var due) && due <= now)
            {
                waiting.Dequeue();
                ready.Writer.TryWrite(job);
            }

            SetAlarm();
        }
    }

    private void SetAlarm()
    {
        if (stopping.IsCancellationRequested || !waiting.TryPeek(out _, out var due))
            return;
        var pause = due - options.Time.GetUtcNow();
        // At least a millisecond: a timer set to what is left of one fires early and would spin.
        alarm.Change(pause > TimeSpan.FromMilliseconds(1) ? pause : TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
    }

    private void Park(Job job)
    {
        lock (gate)
        {
            // Looked at again under the lock: the address may have become known in between.
            if (job.Callback.Target() is not null || job.Callback.IsObsolete())
                ready.Writer.TryWrite(job);
            else
                parked.Add(job);
        }
    }

    private async Task WorkAsync()
    {
        await foreach (var job in ready.Reader.ReadAllAsync())
        {
            if (stopping.IsCancellationRequested)
                return;
            try
            {
                if (job.Callback.IsObsolete())
                    await SettleAsync(job);
                else if (job.Callback.Target() is { } target)
                    await AttemptAsync(job, target);
                else
                    Park(job);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task AttemptAsync(Job job, Uri target)
    {
        var failure = await SendAsync(job, target);
        if (failure is not null && job.Callback.RetryAfter(job.Attempt, failure) is { } pause)
        {
            // What the receiver asked for in Retry-After is kept to the letter; the provider's own pauses may be shortened.
            Schedule(job with { Attempt = job.Attempt + 1 }, failure.AskedPause ?? pause * options.WebhookRetryScale);
            return;
        }

        if (failure is not null)
            LogGivenUp(job.Callback.Settled.Seq, job.Attempt + 1, (int?)failure.Status);
        await SettleAsync(job);
    }

    private Task SettleAsync(Job job)
    {
        Advance(job.Callback.Line);
        job.Callback.OnSettled();
        return ledger.RecordAsync(job.Callback.Settled);
    }

    private void Advance(string name)
    {
        lock (gate)
        {
            if (lines[name].TryDequeue(out var next))
                Schedule(next, next.Callback.Delay);
            else
                lines.Remove(name);
        }
    }

    /// <returns>Null when the service took it.</returns>
    private async Task<CallbackFailure?> SendAsync(Job job, Uri target)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        limit.CancelAfter(job.Callback.Timeout);
        using var request = job.Callback.Build(target, job.Attempt);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, limit.Token);
            return response.IsSuccessStatusCode
                ? null
                : new CallbackFailure(response.StatusCode, Connected: true, response.Headers.RetryAfter?.Delta);
        }
        catch (HttpRequestException e)
        {
            return new CallbackFailure(null, Connected: e.HttpRequestError is not (HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError));
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return new CallbackFailure(null, Connected: true);
        }
    }

    private sealed record Job(Callback Callback, int Attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook of entry {Seq} was given up after {Attempts} attempts, last status {Status}")]
    private partial void LogGivenUp(long seq, int attempts, int? status);
}
