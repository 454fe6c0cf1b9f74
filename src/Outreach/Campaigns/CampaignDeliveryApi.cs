using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Outreach.Accounts;
using Outreach.Delivery;

namespace Outreach.Campaigns;

/// <summary>REST over a campaign while it leaves: hold it, let it go on, put back what failed, see what went wrong.</summary>
internal static class CampaignDeliveryApi
{
    private const int LargestPage = 1000;

    extension(IEndpointRouteBuilder routes)
    {
        public void MapCampaignDelivery()
        {
            var campaigns = routes.MapGroup("/api/v1/campaigns").WithTags("Campaigns").RequireAuthorization(ApiScopes.Read);
            campaigns.MapPost("/emergency", EmergencyAsync).RequireAuthorization(ApiScopes.CampaignsEmergency).WithSummary("Send a ready emergency message now, with a reason instead of an approval");
            campaigns.MapPost("/{id:guid}/pause", PauseAsync).RequireAuthorization(ApiScopes.CampaignsWrite).WithSummary("Hold what has not left; planning goes on");
            campaigns.MapPost("/{id:guid}/resume", ResumeAsync).RequireAuthorization(ApiScopes.CampaignsWrite).WithSummary("Let a paused campaign go on where it was");
            campaigns.MapPost("/{id:guid}/retry", RetryAsync).RequireAuthorization(ApiScopes.CampaignsWrite).WithSummary("Try the failed messages once more; those who opted out stay out");
            campaigns.MapGet("/{id:guid}/messages", MessagesAsync).WithSummary("Messages that failed or are unknown, with their reasons");

            var notices = routes.MapGroup("/api/v1/notices").WithTags("Notices").RequireAuthorization(ApiScopes.Read);
            notices.MapGet("/", async (Notices all, CancellationToken ct) => TypedResults.Ok(await all.LatestAsync(ct))).WithSummary("The last hundred things an officer has to know, newest first");
            notices.MapPost("/{id:guid}/seen", SeenAsync).RequireAuthorization(ApiScopes.CampaignsWrite).WithSummary("Say that it has been seen");
        }
    }

    private static async Task<Results<Created<CampaignView>, ProblemHttpResult>> EmergencyAsync(
        EmergencyRequest request, ClaimsPrincipal user, EmergencyCampaigns emergencies, AuditLog audit, CancellationToken ct)
    {
        var name = user.Identity!.Name!;
        var change = await emergencies.SendAsync(
            new NewCampaign(request.Name ?? "", request.Message ?? "", request.List ?? "", request.Channels ?? [], name, ClassReason: request.Reason), ct);
        if (change is not CampaignChange.Done { Campaign: var campaign })
            return CampaignsApi.Problem(change, StatusCodes.Status400BadRequest);

        await audit.WriteAsync(name, "campaign.emergency", $"{campaign.Id}: {request.Reason}", ct);
        return TypedResults.Created($"/api/v1/campaigns/{campaign.Id}", CampaignView.Of(campaign));
    }

    private static Task<Results<Ok<CampaignView>, ProblemHttpResult>> PauseAsync(Guid id, ClaimsPrincipal user, CampaignStore campaigns, AuditLog audit, CancellationToken ct) =>
        CampaignsApi.ChangeAsync("campaign.pause", id, user, audit, campaigns.PauseAsync(id, $"Paused by {user.Identity!.Name}.", ct), ct);

    private static Task<Results<Ok<CampaignView>, ProblemHttpResult>> ResumeAsync(Guid id, ClaimsPrincipal user, CampaignStore campaigns, AuditLog audit, CancellationToken ct) =>
        CampaignsApi.ChangeAsync("campaign.resume", id, user, audit, campaigns.ResumeAsync(id, ct), ct);

    private static async Task<Results<Ok<RetryAnswer>, ProblemHttpResult>> RetryAsync(
        Guid id, RetryRequest request, ClaimsPrincipal user, CampaignStore campaigns, CampaignRetry retry, CampaignDeadline deadline, AuditLog audit, CancellationToken ct)
    {
        if (await campaigns.FindAsync(id, ct) is not { } campaign)
            return CampaignsApi.Problem(new CampaignChange.NotFound(id), StatusCodes.Status409Conflict);
        if (await retry.RetryFailedAsync(campaign, deadline.For(campaign), request.Unknown, ct) is not { } count)
            return CampaignsApi.Problem(new CampaignChange.Refused($"A campaign that is {campaign.State} has nothing to retry."), StatusCodes.Status409Conflict);

        await audit.WriteAsync(user.Identity!.Name!, request.Unknown ? "campaign.retry_unknown" : "campaign.retry", $"{id}: {count}", ct);
        return TypedResults.Ok(new RetryAnswer(count));
    }

    private static async Task<Results<Ok<IReadOnlyList<TroubledMessage>>, ProblemHttpResult>> MessagesAsync(
        Guid id, CampaignMessages messages, CancellationToken ct, string state = "failed", Guid? after = null, int limit = 100)
    {
        if (!Enum.TryParse<MessageState>(state, ignoreCase: true, out var wanted) || wanted is not (MessageState.Failed or MessageState.Unknown))
            return TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, title: $"“state” is failed or unknown, not “{state}”.");
        return limit is < 1 or > LargestPage
            ? TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, title: $"“limit” is 1 to {LargestPage}.")
            : TypedResults.Ok(await messages.PageAsync(id, wanted, after ?? Guid.Empty, limit, ct));
    }

    private static async Task<Results<NoContent, NotFound>> SeenAsync(Guid id, ClaimsPrincipal user, Notices notices, CancellationToken ct) =>
        await notices.SeeAsync(id, user.Identity!.Name!, ct) ? TypedResults.NoContent() : TypedResults.NotFound();

    /// <param name="Reason">Why now, without a second person; kept in the audit log.</param>
    internal sealed record EmergencyRequest(string? Name, string? Message, string? List, IReadOnlyList<string>? Channels, [property: MaxLength(1000)] string? Reason);

    /// <param name="Unknown">Also those that may have arrived: nobody is left out, and some get it twice.</param>
    internal sealed record RetryRequest(bool Unknown = false);

    /// <param name="Due">How many messages are tried once more.</param>
    internal sealed record RetryAnswer(int Due);
}
