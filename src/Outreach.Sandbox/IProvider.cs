using Microsoft.AspNetCore.Routing;
using Outreach.Sandbox.Callbacks;
using Outreach.Sandbox.Journal;

namespace Outreach.Sandbox;

/// <summary>One provider's side of the wire: its endpoints and its webhooks.</summary>
internal interface IProvider
{
    string Channel { get; }

    void Map(IEndpointRouteBuilder routes);

    /// <summary>The webhooks a message it took causes, one per stage, in order.</summary>
    IReadOnlyList<Callback> Receipts(ReceivedMessage message);

    /// <summary>The webhook that tells the service what a citizen did; null where the provider keeps it to itself.</summary>
    Callback? Notification(PhoneEvent phoneEvent);
}
