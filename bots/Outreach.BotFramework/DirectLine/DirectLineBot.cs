using Outreach.BotFramework.Activities;

namespace Outreach.BotFramework.DirectLine;

/// <summary>
/// Takes what clients post: their activities and, at the start of a conversation, a <c>conversationUpdate</c> to greet by.
/// Replies are appended to the <see cref="IConversationLog"/>, now or later, by whoever makes them.
/// </summary>
/// <remarks>
/// Called before the client gets its answer, and called again with the same <see cref="Activity.Id"/> when the client
/// repeats a post whose answer it lost: a receiver stores by that id, or gives its reply a key made of it, so a repeat has no effect.
/// An exception becomes 502 and the client may repeat.
/// </remarks>
public delegate Task DirectLineBot(Activity activity, CancellationToken ct);
