using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Outreach.Accounts;
using Outreach.Storage;

namespace Outreach.People;

/// <summary>REST over the do-not-contact list: taking in a list, and seeing how old the lists are.</summary>
public static class DoNotContactApi
{
    /// <summary>A longer list comes in several calls: each is one unit of work, for which other writes wait.</summary>
    private const int MostAddresses = 10_000;

    private const int ProblemsShown = 20;
    private const int LongestSource = 200;

    extension(IEndpointRouteBuilder routes)
    {
        public void MapDoNotContact()
        {
            var list = routes.MapGroup("/api/v1/do-not-contact").WithTags("Do not contact").RequireAuthorization(ApiScopes.Read);
            list.MapPost("/", AddAsync).RequireAuthorization(ApiScopes.ContactsWrite).WithSummary($"Add up to {MostAddresses} addresses, all or none; those known already stay as they are");
            list.MapGet("/sources", SourcesAsync).WithSummary("The lists taken in, when last, and how many addresses stand in their name");
        }
    }

    private static async Task<Results<Ok<Added>, ProblemHttpResult>> AddAsync(
        AddRequest request,
        ClaimsPrincipal user,
        ContactStore contacts,
        AuditLog audit,
        CancellationToken ct)
    {
        if (ReasonAgainst(request) is { } reason)
            return TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, title: reason);

        var (values, wrong) = (new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, object?>());
        for (var i = 0; i < request.Addresses!.Count; i++)
        {
            if (ChannelAddress.ReasonAgainst(request.Channel, request.Addresses[i], out var value) is not { } problem)
                values.Add(value);
            else if (wrong.Count < ProblemsShown)
                wrong[$"addresses[{i}]"] = problem;
        }

        if (wrong.Count > 0)
            return TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, title: $"Nothing was added: see “errors” (at most {ProblemsShown} are named).", extensions: new Dictionary<string, object?> { ["errors"] = wrong });

        var source = request.Source!.Trim().Normalize();
        var added = await contacts.BlockAsync(request.Channel!, values, source, ct);
        await audit.WriteAsync(user.Identity!.Name!, "do-not-contact.add", $"{request.Channel}: {source}: {added} of {values.Count} new", ct);
        return TypedResults.Ok(new Added(added, values.Count - added));
    }

    private static string? ReasonAgainst(AddRequest request) => request switch
    {
        _ when ChannelAddress.ReasonAgainst(request.Channel) is { } reason => reason,
        { Addresses: null or { Count: 0 } } => "“addresses” is missing or empty.",
        { Addresses.Count: > MostAddresses } => $"“addresses” has {request.Addresses.Count} entries; send at most {MostAddresses} in one call.",
        _ when request.Source?.Trim().Length is null or 0 or > LongestSource => $"“source” must have 1 to {LongestSource} characters: the list they come from.",
        _ when DoNotContactList.IsOwn(request.Source!.TrimStart()) => "“source” may not begin with “opt-out: ” or “left: ”: those are what people did themselves, and they may undo it.",
        _ => null,
    };

    private static async Task<Ok<IReadOnlyList<SourceView>>> SourcesAsync(Database database, CancellationToken ct) =>
        TypedResults.Ok<IReadOnlyList<SourceView>>([.. (await database.ReadAsync(
            session => session.QueryAsync<SourceRow>(
                """
                SELECT s.channel, s.name, s.imported_at, (SELECT COUNT(*) FROM do_not_contact d WHERE d.channel = s.channel AND d.source = s.name) AS addresses
                FROM do_not_contact_sources s ORDER BY s.imported_at DESC, s.channel, s.name
                """,
                null,
                ct),
            ct)).Select(row => new SourceView(row.Channel, row.Name, row.ImportedAt, row.Addresses))]);

    /// <param name="Channel"><c>sms</c>, <c>zalo</c> or <c>telegram</c>.</param>
    internal sealed record AddRequest(string? Channel, IReadOnlyList<string?>? Addresses, string? Source);

    /// <param name="AlreadyKnown">On the list before, from this source or another.</param>
    internal sealed record Added(int New, int AlreadyKnown);

    /// <param name="ImportedAt">When it was last taken in.</param>
    /// <param name="Addresses">Those this list named first.</param>
    internal sealed record SourceView(string Channel, string Name, DateTimeOffset ImportedAt, long Addresses);

    private sealed class SourceRow
    {
        public string Channel { get; init; } = "";

        public string Name { get; init; } = "";

        public DateTimeOffset ImportedAt { get; init; }

        public long Addresses { get; init; }
    }
}
