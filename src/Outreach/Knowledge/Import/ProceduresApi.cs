using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Outreach.Accounts;
using Outreach.Assistant.Knowledge;
using Outreach.Content;
using Outreach.Storage;

namespace Outreach.Knowledge.Import;

/// <summary>REST over procedures: import, and one with its history.</summary>
internal static class ProceduresApi
{
    /// <summary>The whole national catalogue is 4 MB packed and about 40 MB unpacked.</summary>
    private const long LargestBody = 200 * 1024 * 1024;

    extension(IEndpointRouteBuilder routes)
    {
        public void MapProcedures()
        {
            var procedures = routes.MapGroup("/api/v1/procedures").WithTags("Knowledge").RequireAuthorization(ApiScopes.Read);
            procedures.MapGet("/{code}", FindAsync).WithSummary("One procedure as the assistant knows it, with its imported versions");
            procedures.MapPost("/import", ImportAsync)
                .RequireAuthorization(ApiScopes.KnowledgeWrite)
                .WithMetadata(new RequestSizeLimitAttribute(LargestBody))
                .Accepts<string>("application/x-ndjson", "application/json", "application/gzip", "application/octet-stream")
                .WithSummary("Import procedures, one JSON object a line, packed with gzip or not");
        }
    }

    private static async Task<Ok<ImportAnswer>> ImportAsync(
        HttpRequest request, ClaimsPrincipal user, ProcedureImport import, ContentLibrary content, AuditLog audit, CancellationToken ct, string source = "api")
    {
        // The lines are read synchronously and packing is told by the first bytes, so the body is taken in whole before.
        var file = new MemoryStream();
        await request.Body.CopyToAsync(file, ct);
        file.Position = 0;
        var result = await import.RunAsync(file, source, ct);
        await audit.WriteAsync(user.Identity!.Name!, "procedures.import", $"{source}: {result.Added} added, {result.Changed} changed", ct);
        return TypedResults.Ok(new ImportAnswer(result.Added, result.Changed, result.Unchanged, result.Rejected, result.ReviewedIn(content)));
    }

    private static async Task<Results<Ok<ProcedureView>, NotFound>> FindAsync(string code, LiveKnowledge knowledge, ContentLibrary content, Database database, CancellationToken ct)
    {
        var versions = await database.ReadAsync(
            session => session.Context.Set<ProcedureVersion>().AsNoTracking().Where(version => version.Code == code).OrderByDescending(version => version.Version).ToListAsync(ct),
            ct);
        var known = knowledge.Current.Procedure(code);
        if (known is null && versions.Count == 0)
            return TypedResults.NotFound();
        var reviewed = content.Procedures.Any(procedure => procedure.Code == code);
        return TypedResults.Ok(new ProcedureView(code, reviewed ? "content" : "import", known, [.. versions.Select(VersionView.Of)]));
    }

    /// <param name="Reviewed">Codes of the file that the content folder has too: the folder's reviewed records are answered from.</param>
    internal sealed record ImportAnswer(int Added, int Changed, int Unchanged, IReadOnlyList<RejectedLine> Rejected, IReadOnlyList<string> Reviewed);

    /// <param name="Origin"><c>content</c>: the reviewed record of the content folder is answered from; <c>import</c>: the newest imported one.</param>
    /// <param name="Procedure">As the assistant knows it now; null for the moment until an import is indexed.</param>
    /// <param name="History">Imported versions, newest first.</param>
    internal sealed record ProcedureView(string Code, string Origin, Procedure? Procedure, IReadOnlyList<VersionView> History);

    internal sealed record VersionView(
        int Version, string Hash, DateTimeOffset ValidFrom, DateTimeOffset ImportedAt, DateTimeOffset? ReplacedAt, string Source, JsonElement Record)
    {
        public static VersionView Of(ProcedureVersion version) => new(
            version.Version, version.Hash, version.ValidFrom, version.ImportedAt, version.ReplacedAt, version.Source, JsonElement.Parse(version.Record));
    }
}
