using System.Collections.Concurrent;
using Outreach.Delivery;

namespace Outreach.Tests.Support;

/// <summary>A channel without a wire: it remembers what it was given and answers as the test says. By default it accepts.</summary>
public class FakeChannel(string name = "zalo", int buttons = 5, int concurrency = 16, int textLength = 2000) : IChannel
{
    private readonly ConcurrentQueue<OutgoingMessage> given = new();
    private readonly ConcurrentBag<(int Count, TaskCompletionSource Reached)> waiting = [];

    public string Name => name;

    public string Account => "default";

    public bool Enabled { get; init; } = true;

    public ChannelLimits Limits { get; init; } = new(textLength, CaptionLength: 2000, buttons, MessagesPerSecond: 100_000, concurrency);

    public UnknownPolicy WhenUnknown { get; init; }

    public Func<OutgoingMessage, Task<SendOutcome>> Answer { get; set; } = message => Task.FromResult<SendOutcome>(new SendOutcome.Accepted("p-" + message.Id));

    /// <summary>In the order given.</summary>
    public IReadOnlyList<OutgoingMessage> Given => [.. given];

    /// <summary>Ends when so many messages were given in all.</summary>
    public Task GivenAsync(int count)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Add((count, reached));
        Look();
        // Only a broken test waits so long.
        return reached.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    public Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        given.Enqueue(message);
        Look();
        return Answer(message);
    }

    private void Look()
    {
        foreach (var (count, reached) in waiting)
        {
            if (given.Count >= count)
                reached.TrySetResult();
        }
    }
}
