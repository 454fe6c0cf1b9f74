using Outreach.Assistant.Dialogs;
using Outreach.Delivery;
using Outreach.Storage;

namespace Outreach.Inbox;

/// <summary>What a message leads to, decided before anything is written.</summary>
/// <param name="State">The assistant's memory of the conversation, as JSON.</param>
/// <param name="AlsoWrite">More to write in the same unit of work, such as a withdrawn consent; false keeps the replies back.</param>
internal sealed record Handling(string? State, IReadOnlyList<MessageContent> Replies, Func<DbSession, CancellationToken, Task<bool>>? AlsoWrite = null)
{
    /// <summary>Knowledge an officer must look at, noticed while answering.</summary>
    public IReadOnlyList<Alarm> Alarms { get; init; } = [];

    /// <summary>A person should take over.</summary>
    public bool Handoff { get; init; }
}
