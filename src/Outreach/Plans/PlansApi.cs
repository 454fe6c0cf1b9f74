using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Outreach.Accounts;

namespace Outreach.Plans;

/// <summary>REST over year plans.</summary>
public static class PlansApi
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapPlans()
        {
            var plans = routes.MapGroup("/api/v1/plans").WithTags("Plans").RequireAuthorization(ApiScopes.Read);
            plans.MapGet("/", ListAsync).WithSummary("Imported year plans");
            plans.MapGet("/{id:guid}/tasks", TasksAsync).WithSummary("The tasks of a plan: what, in which forms, who, by when");
        }
    }

    private static async Task<Ok<List<PlanView>>> ListAsync(PlanStore plans, CancellationToken ct) =>
        TypedResults.Ok((await plans.ListAsync(ct)).ConvertAll(plan => new PlanView(plan.Id, plan.Number, plan.Title, plan.Issuer, plan.Year, plan.ImportedAt)));

    private static async Task<Results<Ok<List<TaskView>>, NotFound>> TasksAsync(Guid id, PlanStore plans, CancellationToken ct)
    {
        var tasks = await plans.TasksAsync(id, ct);
        return tasks.Count == 0 ? TypedResults.NotFound() : TypedResults.Ok(tasks.ConvertAll(TaskView.Of));
    }

    internal sealed record PlanView(Guid Id, string? Number, string Title, string? Issuer, int Year, DateTimeOffset ImportedAt);

    /// <param name="Schedule">The plan's own words.</param>
    /// <param name="DueOn">Last day in time; null where the words name no day.</param>
    internal sealed record TaskView(string Number, string Section, string Activity, JsonElement Forms, JsonElement Assignments, string Schedule, DateOnly? DueOn, string? Note)
    {
        public static TaskView Of(StoredTask task) => new(
            task.Number,
            task.Section,
            task.Activity,
            JsonElement.Parse(task.Forms),
            JsonElement.Parse(task.Assignments),
            task.Schedule,
            task.DueOn,
            task.Note);
    }
}
