using Outreach.Delivery;

namespace Outreach.Tests.Channels;

/// <summary>A row of a channel's outgoing table: what the provider answers and how that ends.</summary>
public sealed record OutgoingCase(string Label, int Status, string Answer, SendOutcome Outcome)
{
    public override string ToString() => Label;
}

/// <summary>A row of a channel's table of requests: what is to be sent and the body that must leave.</summary>
public sealed record RequestCase(string Label, MessageContent Content, string Body)
{
    public override string ToString() => Label;
}
