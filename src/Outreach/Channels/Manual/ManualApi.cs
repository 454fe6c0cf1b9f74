using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Outreach.Accounts;
using Outreach.Delivery;

namespace Outreach.Channels.Manual;

/// <summary>REST over the tasks that people do by hand.</summary>
internal static class ManualApi
{
    private const int LargestPage = 500;

    extension(IEndpointRouteBuilder routes)
    {
        public void MapManualTasks()
        {
            var tasks = routes.MapGroup("/api/v1/manual-tasks").WithTags("Manual tasks").RequireAuthorization(ApiScopes.Read);
            tasks.MapGet("/", ListAsync).WithSummary("Tasks by state: open, done or declined; newest first");
            tasks.MapPost("/{id:guid}/end", EndAsync).RequireAuthorization(ApiScopes.MessagesSend).WithSummary("Confirm a task with evidence, or say why it could not be done");
        }
    }

    private static async Task<Results<Ok<IEnumerable<TaskView>>, ProblemHttpResult>> ListAsync(
        ManualTasks tasks, CancellationToken ct, string state = "open", int limit = 100)
    {
        if (!Enum.TryParse<ManualState>(state, ignoreCase: true, out var wanted) || !Enum.IsDefined(wanted) || char.IsDigit(state[0]))
            return TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, title: $"“state” is open, done or declined, not “{state}”.");
        return limit is < 1 or > LargestPage
            ? TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, title: $"“limit” is 1 to {LargestPage}.")
            : TypedResults.Ok((await tasks.ListAsync(wanted, limit, ct)).Select(task => TaskView.Of(task, tasks.LinkTo(task.Id))));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EndAsync(
        Guid id, EndRequest request, ClaimsPrincipal user, ManualTasks tasks, AuditLog audit, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(request.Evidence))
            return TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, title: "“evidence” is missing: a link to the post or what was observed; for a task not done, why.");
        if (await tasks.FindAsync(id, ct) is null)
            return TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: $"There is no task {id}.");
        var who = string.IsNullOrWhiteSpace(request.Who) ? user.Identity!.Name! : request.Who.Trim();
        if (!await tasks.EndAsync(id, new(request.Done, who, request.Evidence.Trim(), request.Photo), ct))
            return TypedResults.Problem(statusCode: StatusCodes.Status409Conflict, title: "The task has ended already.");

        await audit.WriteAsync(user.Identity!.Name!, request.Done ? "task.done" : "task.declined", id.ToString(), ct);
        return TypedResults.NoContent();
    }

    /// <param name="Done">False: it could not be done.</param>
    /// <param name="Evidence">A link to the post, or what was observed; for a task not done, why.</param>
    /// <param name="Who">Who did it; left out: the key's name.</param>
    /// <param name="Photo">Id of a stored picture.</param>
    internal sealed record EndRequest(
        bool Done = true, [property: MaxLength(1000)] string? Evidence = null, [property: MaxLength(200)] string? Who = null, [property: MaxLength(80)] string? Photo = null);

    /// <param name="Page">Path of the page that needs no login.</param>
    internal sealed record TaskView(
        Guid Id,
        string Channel,
        string Place,
        string? Subject,
        string Text,
        string? File,
        string State,
        string Page,
        DateTimeOffset CreatedAt,
        DateTimeOffset? DoneAt,
        string? DoneBy,
        string? Evidence,
        string? Photo)
    {
        public static TaskView Of(ManualTask task, string page)
        {
            var content = MessageContentJson.Read(task.Content);
            return new(
                task.Id,
                task.Channel,
                task.Place,
                content.Subject,
                content.Text,
                task.MediaId is { } media ? "/media/" + media : null,
                JsonNamingPolicy.CamelCase.ConvertName(task.State.ToString()),
                page,
                task.CreatedAt,
                task.DoneAt,
                task.DoneBy,
                task.Evidence,
                task.EvidenceMediaId is { } photo ? "/media/" + photo : null);
        }
    }
}
