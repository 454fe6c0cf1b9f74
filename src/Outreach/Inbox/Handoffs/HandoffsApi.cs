using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Outreach.Accounts;

namespace Outreach.Inbox.Handoffs;

/// <summary>REST by which officers see who waits for a person, and say that they have come or are done.</summary>
public static class HandoffsApi
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapHandoffs()
        {
            var handoffs = routes.MapGroup("/api/v1/handoffs").WithTags("Handoffs");
            handoffs.MapGet("/", ListAsync).RequireAuthorization(ApiScopes.Read).WithSummary("Conversations handed to a person, newest first; ?open=true: those not yet ended");
            handoffs.MapPost("/{id:guid}/state", MoveAsync).RequireAuthorization(ApiScopes.MessagesSend)
                .WithSummary("Say that a person has accepted or completed it, or that nobody came; while it is accepted the assistant is silent");
        }
    }

    private static async Task<Ok<HandoffView[]>> ListAsync(HandoffStore handoffs, bool? open, CancellationToken ct) =>
        TypedResults.Ok((await handoffs.ListAsync(open ?? false, ct)).Select(HandoffView.Of).ToArray());

    private static async Task<Results<NoContent, NotFound, ProblemHttpResult>> MoveAsync(
        Guid id, MoveRequest request, ClaimsPrincipal user, HandoffStore handoffs, AuditLog audit, CancellationToken ct)
    {
        if (HandoffStatus.Read(request.State) is not { } state)
            return TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, title: $"“state” must be one of {string.Join(", ", HandoffStatus.Names)}.");
        switch (await handoffs.MoveAsync(id, state, ct))
        {
            case null:
                return TypedResults.NotFound();
            case false:
                return TypedResults.Problem(statusCode: StatusCodes.Status409Conflict, title: "It has ended already.");
        }

        await audit.WriteAsync(user.Identity!.Name!, "handoff.state", $"{id}: {request.State}", ct);
        return TypedResults.NoContent();
    }

    /// <param name="State">accepted, completed or failed.</param>
    internal sealed record MoveRequest(string? State);
}

/// <summary>A handoff as the REST interface shows it.</summary>
/// <param name="State">initiated, accepted, completed or failed.</param>
public sealed record HandoffView(
    Guid Id, Guid ConversationId, string Channel, string Reason, string State, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public static HandoffView Of(HandoffStanding standing) => new(
        standing.Id, standing.ConversationId, standing.Channel, standing.Reason, HandoffStatus.NameOf(standing.State), standing.CreatedAt, standing.UpdatedAt);
}

/// <summary>The states by the names of <c>handoff.status</c>.</summary>
public static class HandoffStatus
{
    /// <summary>What the other side may say.</summary>
    public static IReadOnlyList<string> Names { get; } = ["accepted", "completed", "failed"];

    public static HandoffState? Read(string? name) => name switch
    {
        "accepted" => HandoffState.Accepted,
        "completed" => HandoffState.Completed,
        "failed" => HandoffState.Failed,
        _ => null,
    };

    public static string NameOf(HandoffState state) => state == HandoffState.Initiated ? "initiated" : Names[(int)state - 1];
}
