using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Outreach.Accounts;
using Outreach.Knowledge.Import;
using Outreach.Knowledge.Learning;
using Outreach.Knowledge.Writing;

namespace Outreach.Knowledge;

/// <summary>REST over what the assistant knows.</summary>
public static class KnowledgeApi
{
    private const int LargestPage = 1000;

    extension(IEndpointRouteBuilder routes)
    {
        public void MapKnowledge()
        {
            routes.MapProcedures();
            routes.MapLearning();
            routes.MapGet("/api/v1/knowledge/alarms", async (KnowledgeAlarms alarms, CancellationToken ct, int limit = 100) =>
                    TypedResults.Ok(await alarms.LatestAsync(Math.Clamp(limit, 1, LargestPage), ct)))
                .WithTags("Knowledge")
                .WithSummary("Content that answers could not rely on, newest first")
                .RequireAuthorization(ApiScopes.Read);
            routes.MapGet("/api/v1/knowledge/writer", (AnswerWriter writer) => TypedResults.Ok(new WriterView(writer.IsOn, writer.Counts)))
                .WithTags("Knowledge")
                .WithSummary("What became of the answers offered to the language model, on this node since its start")
                .RequireAuthorization(ApiScopes.Read);
        }
    }

    internal sealed record WriterView(bool On, IReadOnlyDictionary<string, long> Counts);
}
