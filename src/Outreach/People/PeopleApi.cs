using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Outreach.Accounts;
using Outreach.Storage;

namespace Outreach.People;

/// <summary>REST over people: their lists, themselves, and the do-not-contact list.</summary>
public static class PeopleApi
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapPeople()
        {
            routes.MapGet("/api/v1/lists", ListAsync)
                .WithTags("Contacts")
                .WithSummary("Contact lists and how many are on each")
                .RequireAuthorization(ApiScopes.Read);
            routes.MapContacts();
            routes.MapDoNotContact();
        }
    }

    private static async Task<Ok<IReadOnlyList<ListView>>> ListAsync(Database database, CancellationToken ct) =>
        TypedResults.Ok(await database.ReadAsync(
            session => session.QueryAsync<ListView>(
                """
                SELECT l.name, (SELECT COUNT(*) FROM contact_list_members m WHERE m.list_id = l.id) AS contacts
                FROM contact_lists l ORDER BY l.name
                """,
                null,
                ct),
            ct));

    /// <summary>A contact list as the REST interface shows it.</summary>
    internal sealed class ListView
    {
        public string Name { get; init; } = "";

        public long Contacts { get; init; }
    }
}
