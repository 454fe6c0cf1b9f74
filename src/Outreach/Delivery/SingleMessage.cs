namespace Outreach.Delivery;

/// <summary>A message to one address that belongs to no campaign.</summary>
/// <param name="Address">As the channel stores it.</param>
/// <param name="Content">Fitted to the channel.</param>
/// <param name="DueAt">When it may leave; null: now.</param>
/// <param name="Life">How long after that it may still leave; null: a day.</param>
public sealed record SingleMessage(
    string Channel, string Account, string Address, MessageContent Content, DateTimeOffset? DueAt = null, TimeSpan? Life = null);
