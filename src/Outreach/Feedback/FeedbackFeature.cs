using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Outreach.Accounts;

namespace Outreach.Feedback;

public static class FeedbackFeature
{
    /// <summary>Most entries in one answer.</summary>
    private const int Most = 200;

    extension(IServiceCollection services)
    {
        /// <summary>Adds the store of what citizens report and suggest.</summary>
        public IServiceCollection AddFeedback() => services.AddSingleton<FeedbackStore>();
    }

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>What citizens reported and suggested, for officers.</summary>
        public void MapFeedback() => routes.MapGet("/api/v1/feedback", ListAsync)
            .WithTags("Feedback").WithSummary("What citizens reported and suggested, newest first").RequireAuthorization(ApiScopes.Read);
    }

    private static async Task<Results<Ok<IReadOnlyList<FeedbackView>>, ProblemHttpResult>> ListAsync(
        FeedbackStore store, CancellationToken ct, DateTimeOffset? before = null, int limit = 100) =>
        limit is < 1 or > Most
            ? TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, title: $"“limit” is 1 to {Most}.")
            : TypedResults.Ok(await store.LatestAsync(before, limit, ct));
}
