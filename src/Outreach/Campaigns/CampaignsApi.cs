using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Outreach.Accounts;
using Outreach.Content;
using Outreach.Delivery;

namespace Outreach.Campaigns;

/// <summary>REST over campaigns.</summary>
public static class CampaignsApi
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapCampaigns()
        {
            routes.MapCampaignDelivery();
            var campaigns = routes.MapGroup("/api/v1/campaigns").WithTags("Campaigns").RequireAuthorization(ApiScopes.Read);
            campaigns.MapGet("/", ListAsync).WithSummary("The last 200 campaigns, newest first");
            campaigns.MapGet("/{id:guid}", FindAsync).WithSummary("One campaign");
            campaigns.MapGet("/{id:guid}/content", ContentAsync).WithSummary("What is approved and sent, by channel: words, picture, template");
            campaigns.MapGet("/{id:guid}/report", ReportAsync).WithSummary("What became of every planned message, by channel and reason");
            campaigns.MapPost("/", CreateAsync).RequireAuthorization(ApiScopes.CampaignsWrite).WithSummary("Make a campaign from a ready message and a contact list");
            campaigns.MapPost("/{id:guid}/approve", ApproveAsync).RequireAuthorization(ApiScopes.CampaignsApprove).WithSummary("Approve exactly what is there now; not by its author");
            campaigns.MapPost("/{id:guid}/schedule", ScheduleAsync).RequireAuthorization(ApiScopes.CampaignsWrite).WithSummary("Give an approved campaign its time");
            campaigns.MapPost("/{id:guid}/stop", StopAsync).RequireAuthorization(ApiScopes.CampaignsWrite).WithSummary("Stop for good: what has not left will not leave");
        }
    }

    private static async Task<Ok<List<CampaignView>>> ListAsync(CampaignStore campaigns, CancellationToken ct) =>
        TypedResults.Ok((await campaigns.ListAsync(ct)).ConvertAll(campaign => CampaignView.Of(campaign)));

    private static async Task<Results<Ok<CampaignView>, NotFound>> FindAsync(Guid id, CampaignStore campaigns, BulkQueues queues, CancellationToken ct) =>
        await campaigns.FindAsync(id, ct) is { } campaign ? TypedResults.Ok(CampaignView.Of(campaign, await queues.FindAsync(id, ct))) : TypedResults.NotFound();

    private static async Task<Results<Ok<IReadOnlyDictionary<string, MessageContent>>, NotFound>> ContentAsync(Guid id, CampaignStore campaigns, CancellationToken ct) =>
        await campaigns.FindAsync(id, ct) is null ? TypedResults.NotFound() : TypedResults.Ok(await campaigns.RenditionsAsync(id, ct));

    private static async Task<Results<Ok<CampaignReport>, NotFound>> ReportAsync(Guid id, CampaignStore campaigns, CampaignReports reports, CancellationToken ct) =>
        await campaigns.FindAsync(id, ct) is null ? TypedResults.NotFound() : TypedResults.Ok(await reports.ForAsync(id, ct));

    private static async Task<Results<Created<CampaignView>, ProblemHttpResult>> CreateAsync(
        CreateRequest request,
        ClaimsPrincipal user,
        CampaignComposer composer,
        AuditLog audit,
        CancellationToken ct)
    {
        var change = await composer.CreateAsync(
            new NewCampaign(
                request.Name ?? "",
                request.Message ?? "",
                request.List ?? "",
                request.Channels ?? [],
                user.Identity!.Name!,
                request.Class,
                request.ClassReason,
                request.Unit ?? "",
                request.KeepOrder,
                request.FallbackAfterMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null),
            ct);
        if (change is not CampaignChange.Done { Campaign: var campaign })
            return Problem(change, StatusCodes.Status400BadRequest);

        await audit.WriteAsync(user.Identity.Name!, "campaign.create", campaign.Id.ToString(), ct);
        return TypedResults.Created($"/api/v1/campaigns/{campaign.Id}", CampaignView.Of(campaign));
    }

    private static Task<Results<Ok<CampaignView>, ProblemHttpResult>> ApproveAsync(Guid id, ClaimsPrincipal user, CampaignStore campaigns, AuditLog audit, CancellationToken ct) =>
        ChangeAsync("campaign.approve", id, user, audit, campaigns.ApproveAsync(id, user.Identity!.Name!, ct), ct);

    private static async Task<Results<Ok<CampaignView>, ProblemHttpResult>> ScheduleAsync(
        Guid id,
        ScheduleRequest request,
        ClaimsPrincipal user,
        CampaignScheduler scheduler,
        AuditLog audit,
        CancellationToken ct) =>
        request.At is { } at
            ? await ChangeAsync("campaign.schedule", id, user, audit, scheduler.ScheduleAsync(id, at.ToUniversalTime(), ct), ct)
            : TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, title: "“at” is missing: the time with its offset, for example 2026-12-01T08:00:00+07:00.");

    private static Task<Results<Ok<CampaignView>, ProblemHttpResult>> StopAsync(Guid id, ClaimsPrincipal user, CampaignStore campaigns, AuditLog audit, CancellationToken ct) =>
        ChangeAsync("campaign.stop", id, user, audit, campaigns.StopAsync(id, $"Stopped by {user.Identity!.Name}.", ct), ct);

    internal static async Task<Results<Ok<CampaignView>, ProblemHttpResult>> ChangeAsync(
        string action,
        Guid id,
        ClaimsPrincipal user,
        AuditLog audit,
        Task<CampaignChange> running,
        CancellationToken ct)
    {
        var change = await running;
        if (change is not CampaignChange.Done { Campaign: var campaign })
            return Problem(change, StatusCodes.Status409Conflict);

        await audit.WriteAsync(user.Identity!.Name!, action, id.ToString(), ct);
        return TypedResults.Ok(CampaignView.Of(campaign));
    }

    internal static ProblemHttpResult Problem(CampaignChange change, int statusWhenRefused) => change switch
    {
        CampaignChange.NotFound missing => TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: $"There is no campaign {missing.Id}."),
        CampaignChange.Refused refused => TypedResults.Problem(statusCode: statusWhenRefused, title: refused.Reason),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <param name="Message">Id of a ready message.</param>
    /// <param name="List">Name of a contact list.</param>
    /// <param name="Channels">In the order they are tried: <c>zalo</c>, <c>telegram</c>, <c>sms</c>.</param>
    /// <param name="Class">What the law sees in it; left out: what the ready message says.</param>
    /// <param name="ClassReason">Why another class than the ready message's; a named person answers for it.</param>
    /// <param name="Unit">The unit that sends; units share a channel fairly.</param>
    /// <param name="KeepOrder">Try the channels as given, instead of the cheapest first.</param>
    /// <param name="FallbackAfterMinutes">Try the next channel when no receipt has come by then; left out: only when the one before refused.</param>
    internal sealed record CreateRequest(
        string? Name,
        string? Message,
        string? List,
        IReadOnlyList<string>? Channels,
        [property: JsonConverter(typeof(JsonStringEnumConverter<MessageClass>))] MessageClass? Class = null,
        string? ClassReason = null,
        string? Unit = null,
        bool KeepOrder = false,
        [property: Range(1, 60 * 24 * 7)] int? FallbackAfterMinutes = null);

    /// <param name="At">With its offset; a moment that has passed means now. None is a mistake, not a moment.</param>
    internal sealed record ScheduleRequest(DateTimeOffset? At);
}

/// <summary>A campaign as the REST interface shows it.</summary>
public sealed record CampaignView(
    Guid Id,
    string Name,
    string Message,
    IReadOnlyList<string> Channels,
    string Class,
    string Unit,
    string State,
    DateTimeOffset? PausedAt,
    string? PauseReason,
    string CreatedBy,
    DateTimeOffset CreatedAt,
    string? ApprovedBy,
    DateTimeOffset? ScheduledAt,
    DateTimeOffset? LaunchedAt,
    DateTimeOffset? FinishedAt,
    string? Reason)
{
    /// <param name="queue">Null before its launch.</param>
    public static CampaignView Of(Campaign campaign, BulkQueue? queue = null) => new(
        campaign.Id,
        campaign.Name,
        campaign.MessageId,
        campaign.ChannelList,
        JsonNamingPolicy.CamelCase.ConvertName(campaign.Class.ToString()),
        campaign.Unit,
        campaign.State.ToString().ToLowerInvariant(),
        queue?.PausedAt,
        queue?.PauseReason,
        campaign.CreatedBy,
        campaign.CreatedAt,
        campaign.ApprovedBy,
        campaign.ScheduledAt,
        campaign.LaunchedAt,
        campaign.FinishedAt,
        campaign.Reason);
}
