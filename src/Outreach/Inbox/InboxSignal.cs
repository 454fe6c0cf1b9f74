using Outreach.Storage;

namespace Outreach.Inbox;

/// <summary>Wakes the inbox when something came in.</summary>
public sealed class InboxSignal(TimeProvider time) : WakeUp(time);
