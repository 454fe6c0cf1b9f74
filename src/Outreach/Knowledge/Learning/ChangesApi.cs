using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Outreach.Accounts;

namespace Outreach.Knowledge.Learning;

/// <summary>REST over what was not answered and what officers do about it.</summary>
internal static class ChangesApi
{
    private const int LargestPage = 200;

    extension(IEndpointRouteBuilder routes)
    {
        public void MapLearning()
        {
            routes.MapGet("/api/v1/questions/groups", GroupsAsync).WithTags("Knowledge").RequireAuthorization(ApiScopes.Read)
                .WithSummary("Questions that were not answered well, grouped by what they ask, most asked first");

            var changes = routes.MapGroup("/api/v1/knowledge/changes").WithTags("Knowledge").RequireAuthorization(ApiScopes.Read);
            changes.MapGet("/", ListAsync).WithSummary("The last 200 changes, newest first");
            changes.MapGet("/{id:guid}", FindAsync).WithSummary("One change, with its last replay");
            changes.MapPost("/", CreateAsync).RequireAuthorization(ApiScopes.KnowledgeWrite).WithSummary("Draft a change: more names of a procedure, more wordings of a common question, or a new one");
            changes.MapPost("/{id:guid}/replay", ReplayAsync).RequireAuthorization(ApiScopes.KnowledgeWrite).WithSummary("Try the change on the evaluation set: what it does to every question there");
            changes.MapPost("/{id:guid}/approve", ApproveAsync).RequireAuthorization(ApiScopes.KnowledgeApprove).WithSummary("Make it live; not by its author, and not before it was replayed");
            changes.MapPost("/{id:guid}/revert", RevertAsync).RequireAuthorization(ApiScopes.KnowledgeApprove).WithSummary("Take it back");
        }
    }

    private static async Task<Results<Ok<IReadOnlyList<QuestionGroupView>>, ProblemHttpResult>> GroupsAsync(QuestionGroups groups, CancellationToken ct, int limit = 50)
    {
        if (limit is < 1 or > LargestPage)
            return TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, title: $"“limit” is 1 to {LargestPage}.");
        await groups.GroupAsync(ct);
        return TypedResults.Ok(await groups.ListAsync(limit, ct));
    }

    private static async Task<Ok<List<ChangeView>>> ListAsync(KnowledgeChanges changes, CancellationToken ct) =>
        TypedResults.Ok((await changes.ListAsync(ct)).ConvertAll(change => ChangeView.Of(change, withReplay: false)));

    private static async Task<Results<Ok<ChangeView>, ProblemHttpResult>> FindAsync(Guid id, KnowledgeChanges changes, CancellationToken ct) =>
        await changes.FindAsync(id, ct) is { } change ? TypedResults.Ok(ChangeView.Of(change)) : Problem(new ChangeOutcome.NotFound(id), StatusCodes.Status404NotFound);

    private static async Task<Results<Created<ChangeView>, ProblemHttpResult>> CreateAsync(
        ChangeRequest request, ClaimsPrincipal user, KnowledgeChanges changes, AuditLog audit, CancellationToken ct)
    {
        var author = user.Identity!.Name!;
        var outcome = await changes.CreateAsync(new NewChange(request.Kind, request.Target, request.Group, request.Phrasings, request.Faq), author, ct);
        if (outcome is not ChangeOutcome.Done { Change: var change })
            return Problem(outcome, StatusCodes.Status400BadRequest);

        await audit.WriteAsync(author, "knowledge.change", change.Id.ToString(), ct);
        return TypedResults.Created($"/api/v1/knowledge/changes/{change.Id}", ChangeView.Of(change));
    }

    private static async Task<Results<Ok<ChangeView>, ProblemHttpResult>> ReplayAsync(
        Guid id, ClaimsPrincipal user, KnowledgeChanges changes, KnowledgeReplay replay, AuditLog audit, CancellationToken ct)
    {
        if (await changes.FindAsync(id, ct) is not { } change)
            return Problem(new ChangeOutcome.NotFound(id), StatusCodes.Status404NotFound);
        return await AnswerAsync("knowledge.replay", id, user, audit, await changes.ReplayedAsync(id, await replay.RunAsync(change, ct), ct), ct);
    }

    private static async Task<Results<Ok<ChangeView>, ProblemHttpResult>> ApproveAsync(
        Guid id, ClaimsPrincipal user, KnowledgeChanges changes, KnowledgeRebuild rebuild, AuditLog audit, CancellationToken ct)
    {
        var answer = await AnswerAsync("knowledge.approve", id, user, audit, await changes.ApproveAsync(id, user.Identity!.Name!, ct), ct);
        await rebuild.FollowAsync(ct);
        return answer;
    }

    private static async Task<Results<Ok<ChangeView>, ProblemHttpResult>> RevertAsync(
        Guid id, ClaimsPrincipal user, KnowledgeChanges changes, KnowledgeRebuild rebuild, AuditLog audit, CancellationToken ct)
    {
        var answer = await AnswerAsync("knowledge.revert", id, user, audit, await changes.RevertAsync(id, user.Identity!.Name!, ct), ct);
        await rebuild.FollowAsync(ct);
        return answer;
    }

    private static async Task<Results<Ok<ChangeView>, ProblemHttpResult>> AnswerAsync(
        string action, Guid id, ClaimsPrincipal user, AuditLog audit, ChangeOutcome outcome, CancellationToken ct)
    {
        if (outcome is not ChangeOutcome.Done { Change: var change })
            return Problem(outcome, StatusCodes.Status409Conflict);
        await audit.WriteAsync(user.Identity!.Name!, action, id.ToString(), ct);
        return TypedResults.Ok(ChangeView.Of(change));
    }

    private static ProblemHttpResult Problem(ChangeOutcome outcome, int statusWhenRefused) => outcome switch
    {
        ChangeOutcome.NotFound missing => TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: $"There is no change {missing.Id}."),
        ChangeOutcome.Refused refused => TypedResults.Problem(statusCode: statusWhenRefused, title: refused.Reason),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <param name="Kind"><c>procedure</c>, <c>faq</c> or <c>newFaq</c>.</param>
    /// <param name="Target">Code of the procedure or id of the common question.</param>
    /// <param name="Group">Group of questions this answers; without phrasings, its wordings are taken.</param>
    internal sealed record ChangeRequest(
        [property: JsonConverter(typeof(JsonStringEnumConverter<ChangeKind>))] ChangeKind Kind = 0,
        string? Target = null,
        string? Group = null,
        IReadOnlyList<string>? Phrasings = null,
        NewFaq? Faq = null);
}

/// <summary>A change as the REST interface shows it.</summary>
public sealed record ChangeView(
    Guid Id,
    string Kind,
    string Target,
    IReadOnlyList<string> Phrasings,
    JsonElement? Faq,
    string? Group,
    string State,
    string CreatedBy,
    DateTimeOffset CreatedAt,
    string? ApprovedBy,
    DateTimeOffset? ApprovedAt,
    string? RevertedBy,
    DateTimeOffset? RevertedAt,
    JsonElement? Replay)
{
    public static ChangeView Of(KnowledgeChange change, bool withReplay = true)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new(
            change.Id,
            JsonNamingPolicy.CamelCase.ConvertName(change.Kind.ToString()),
            change.Target,
            change.PhrasingList,
            change.Faq is { } faq ? JsonElement.Parse(faq) : null,
            change.GroupId,
            change.State.ToString().ToLowerInvariant(),
            change.CreatedBy,
            change.CreatedAt,
            change.ApprovedBy,
            change.ApprovedAt,
            change.RevertedBy,
            change.RevertedAt,
            withReplay && change.Replay is { } replay ? JsonElement.Parse(replay) : null);
    }
}
