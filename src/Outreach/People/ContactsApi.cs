using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Outreach.Accounts;
using Outreach.Storage;

namespace Outreach.People;

/// <summary>
/// REST over one contact: found by an address, what they agreed to, and an opt-out taken by telephone or at the desk. Names and
/// addresses are not handed out: whoever asks has the address already.
/// </summary>
public static class ContactsApi
{
    private const int LongestText = 200;

    extension(IEndpointRouteBuilder routes)
    {
        public void MapContacts()
        {
            var contacts = routes.MapGroup("/api/v1/contacts").WithTags("Contacts").RequireAuthorization(ApiScopes.Read);
            contacts.MapGet("/", FindAsync).WithSummary("The contact who has an address: ?channel=sms&address=+84901234567");
            contacts.MapGet("/{id:guid}/consents", ConsentsAsync).WithSummary("The consent ledger of a contact, newest first");
            contacts.MapPost("/{id:guid}/opt-out", OptOutAsync).RequireAuthorization(ApiScopes.ContactsWrite).WithSummary("Write down that a person refused, by telephone or at the desk; in force at once");
        }
    }

    private static async Task<Results<Ok<ContactView>, ProblemHttpResult>> FindAsync(string? channel, string? address, ContactStore contacts, CancellationToken ct)
    {
        if (ChannelAddress.ReasonAgainst(channel, address, out var value) is { } reason)
            return Refused(reason);
        return await contacts.FindByAddressAsync(channel!, value, ct) is { } card
            ? TypedResults.Ok(ContactView.Of(card))
            : TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: "There is no contact with this address.");
    }

    private static async Task<Results<Ok<IReadOnlyList<ConsentView>>, ProblemHttpResult>> ConsentsAsync(Guid id, Database database, CancellationToken ct)
    {
        var consents = await database.ReadAsync(session => ReadAsync(session, id, ct), ct);
        return consents is null ? Unknown(id) : TypedResults.Ok(consents);
    }

    private static async Task<Results<Ok<ConsentView>, ProblemHttpResult>> OptOutAsync(
        Guid id,
        OptOutRequest request,
        ClaimsPrincipal user,
        Database database,
        ContactStore contacts,
        AuditLog audit,
        CancellationToken ct)
    {
        if (ReasonAgainst("words", request.Words) is { } noWords)
            return Refused(noWords);
        if (ReasonAgainst("source", request.Source) is { } noSource)
            return Refused(noSource);
        if (ConsentSource.IsList(request.Source!))
            return Refused("“source” may not begin with “list:”: it says where the person refused, and a list is not the person.");

        var officer = user.Identity!.Name!;
        var said = new ConsentStatement(request.Words!.Normalize(), request.Source!.Normalize(), ConsentProof.Officer(officer));
        var entries = await database.WriteAsync(
            async session => await contacts.DecideAsync(session, id, granted: false, said, ct) ? await ReadAsync(session, id, ct) : null,
            ct);
        if (entries is null)
            return Unknown(id);

        await audit.WriteAsync(officer, "contact.opt-out", id.ToString(), ct);
        return TypedResults.Ok(entries[0]);
    }

    private static async Task<IReadOnlyList<ConsentView>?> ReadAsync(DbSession session, Guid id, CancellationToken ct)
    {
        var rows = await session.QueryAsync<Consent>("SELECT * FROM consents WHERE contact_id = @id ORDER BY recorded_at DESC, id DESC", new { id }, ct);
        var known = rows.Count > 0 || await session.FirstAsync<bool>("SELECT EXISTS (SELECT 1 FROM contacts WHERE id = @id)", new { id }, ct);
        return known ? [.. rows.Select(ConsentView.Of)] : null;
    }

    private static string? ReasonAgainst(string name, string? text) => text?.Trim().Length switch
    {
        null or 0 => $"“{name}” is missing.",
        > LongestText => $"“{name}” is longer than {LongestText} characters.",
        _ => null,
    };

    private static ProblemHttpResult Refused(string reason) => TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, title: reason);

    private static ProblemHttpResult Unknown(Guid id) => TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: $"There is no contact {id}.");

    /// <param name="Words">What the person said.</param>
    /// <param name="Source">Where: "đường dây nóng 1022", "bộ phận một cửa phường …".</param>
    internal sealed record OptOutRequest(string? Words, string? Source);
}

/// <summary>A contact as the REST interface shows it.</summary>
public sealed record ContactView(Guid Id, bool Consented, IReadOnlyList<ContactAddressView> Addresses)
{
    public static ContactView Of(ContactCard card) => new(card.Id, card.Consented, [.. card.Addresses.Select(ContactAddressView.Of)]);
}

/// <summary>One of a contact's addresses.</summary>
/// <param name="Address">Masked.</param>
/// <param name="State"><c>active</c>, <c>optedout</c> or <c>invalid</c>.</param>
public sealed record ContactAddressView(string Channel, string Address, string State)
{
    public static ContactAddressView Of(ContactCardAddress address) =>
        new(address.Channel, PhoneNumber.Mask(address.Value), address.State.ToString().ToLowerInvariant());
}

/// <summary>An entry of the consent ledger; see <see cref="Consent"/> for the meaning.</summary>
public sealed record ConsentView(
    Guid Id,
    string Purpose,
    bool Granted,
    bool AddressOnly,
    string? Channel,
    string Wording,
    string? WordingVersion,
    string Source,
    string? Proof,
    bool Confirmed,
    DateTimeOffset RecordedAt)
{
    public static ConsentView Of(Consent entry) => new(
        entry.Id,
        entry.Purpose,
        entry.Granted,
        entry.AddressOnly,
        entry.Channel,
        entry.Wording,
        entry.WordingVersion,
        entry.Source,
        entry.Proof,
        entry.Confirmed,
        entry.RecordedAt);
}
