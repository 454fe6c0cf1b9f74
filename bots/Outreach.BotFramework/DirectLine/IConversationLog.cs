using Outreach.BotFramework.Activities;

namespace Outreach.BotFramework.DirectLine;

/// <summary>
/// Where the conversations of Direct Line are kept: each an append-only list of activities with a sequence of its own.
/// What was appended survives the process when the implementation says so; readers may be on another node.
/// </summary>
public interface IConversationLog
{
    /// <summary>Starts a conversation. False when it was started before; then nothing changes.</summary>
    Task<bool> StartAsync(string conversationId, CancellationToken ct);

    /// <summary>The sequence number of the last activity, 0 when nothing was said yet; null when there is no such conversation.</summary>
    Task<long?> LastAsync(string conversationId, CancellationToken ct);

    /// <summary>
    /// Appends <paramref name="activity"/>, giving it the next sequence number, the id <see cref="LoggedActivity.IdOf"/> and a
    /// timestamp at least one millisecond after the one before, even when the clock stands still or goes back: Web Chat sorts by it.
    /// Everything else of the activity is kept as it is.
    /// </summary>
    /// <param name="key">
    /// Names this append within the conversation: repeating it stores nothing and returns what was stored the first time.
    /// Null is never a repeat.
    /// </param>
    /// <returns>What is stored now; null when there is no such conversation.</returns>
    Task<LoggedActivity?> AppendAsync(string conversationId, Activity activity, string? key, CancellationToken ct);

    /// <summary>
    /// The activities after <paramref name="watermark"/> (0: from the beginning), oldest first, at most <paramref name="limit"/>
    /// and fewer where they are large, but one at least if there is one; none for a conversation that does not exist.
    /// </summary>
    Task<IReadOnlyList<LoggedActivity>> ReadAfterAsync(string conversationId, long watermark, int limit, CancellationToken ct);
}

/// <param name="Sequence">1 for the first of its conversation, then without a gap.</param>
public sealed record LoggedActivity(long Sequence, Activity Activity)
{
    /// <summary>The id Direct Line gives an activity: seven digits, more when they are needed.</summary>
    public static string IdOf(string conversationId, long sequence) => $"{conversationId}|{sequence:D7}";

    /// <summary>
    /// The timestamp of an activity appended <paramref name="now"/>. Whole milliseconds, since a JavaScript date has no finer ones
    /// and two activities within the same millisecond would have no order.
    /// </summary>
    public static DateTimeOffset TimestampAfter(DateTimeOffset? previous, DateTimeOffset now)
    {
        var whole = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
        return previous is { } last && whole <= last ? last.AddMilliseconds(1) : whole;
    }
}
