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
using Outreach.Storage;

namespace Outreach.Delivery;

/// <summary>REST by which other systems send single messages: a portal, E-Office, a hotline.</summary>
public static class MessagesApi
{
    private const int LargestFile = 5 << 20;

    /// <summary>What may travel: pictures and documents, none of which a browser runs.</summary>
    private static readonly Dictionary<string, string> Endings = new()
    {
        ["image/png"] = "png",
        ["image/jpeg"] = "jpg",
        ["application/pdf"] = "pdf",
    };

    extension(IEndpointRouteBuilder routes)
    {
        public void MapMessages()
        {
            var messages = routes.MapGroup("/api/v1/single-messages").WithTags("Single messages");
            messages.MapPost("/", SendAsync).RequireAuthorization(ApiScopes.MessagesSend).WithSummary("Send one message to one address, now or at a time");
            messages.MapGet("/{id:guid}", FindAsync).RequireAuthorization(ApiScopes.Read).WithSummary("Where a single message stands");
            routes.MapPost("/api/v1/media", StoreAsync).RequireAuthorization(ApiScopes.MessagesSend).WithTags("Single messages")
                .WithSummary("Store a picture or document, sent as the body, that messages carry");
        }
    }

    private static async Task<Results<Accepted<MessageView>, ProblemHttpResult>> SendAsync(
        SendRequest request, ClaimsPrincipal user, SingleMessages messages, AuditLog audit, CancellationToken ct)
    {
        var taken = await messages.AddAsync(request.ToMessage(), ct);
        if (taken is not MessageTaken.Stored { Id: var id })
            return taken is MessageTaken.Refused refused
                ? TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, title: refused.Reason)
                : TypedResults.Problem(statusCode: StatusCodes.Status409Conflict, title: "The owner of this address has left the channel or refused messages; only an emergency may be sent.");

        await audit.WriteAsync(user.Identity!.Name!, "message.send", $"{id}: {request.Channel}", ct);
        return TypedResults.Accepted($"/api/v1/single-messages/{id}", MessageView.Of((await messages.FindAsync(id, ct))!));
    }

    private static async Task<Results<Ok<MessageView>, NotFound>> FindAsync(Guid id, SingleMessages messages, CancellationToken ct) =>
        await messages.FindAsync(id, ct) is { } standing ? TypedResults.Ok(MessageView.Of(standing)) : TypedResults.NotFound();

    private static async Task<Results<Created<StoredFile>, ProblemHttpResult>> StoreAsync(HttpRequest request, MediaStore media, CancellationToken ct)
    {
        if (!Endings.TryGetValue(request.ContentType ?? "", out var ending))
            return TypedResults.Problem(statusCode: StatusCodes.Status415UnsupportedMediaType, title: $"Content-Type must be one of {string.Join(", ", Endings.Keys)}.");
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, ct);
        if (body.Length is 0 or > LargestFile)
            return TypedResults.Problem(statusCode: body.Length == 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status413PayloadTooLarge, title: "The file must have 1 byte to 5 MB.");
        var id = await media.SaveAsync(body.ToArray(), ending, ct);
        return TypedResults.Created($"/media/{id}", new StoredFile(id));
    }

    /// <param name="Id">What a message names it by.</param>
    internal sealed record StoredFile(string Id);

    /// <param name="Channel">Name of the channel.</param>
    /// <param name="To">Number, user id, chat id, e-mail address, name of a place.</param>
    /// <param name="Class">What it is: <c>care</c> (default), <c>internal</c>, <c>emergency</c>.</param>
    /// <param name="SendAt">When it may leave, with its offset; left out: now.</param>
    /// <param name="ExpiresAfterMinutes">How long after that it may still leave; left out: a day.</param>
    internal sealed record SendRequest(
        string? Channel,
        string? To,
        [property: MaxLength(20_000)] string? Text,
        [property: JsonConverter(typeof(JsonStringEnumConverter<MessageClass>))] MessageClass? Class = null,
        string? Subject = null,
        MessageImage? Image = null,
        IReadOnlyList<MessageImage>? Album = null,
        MessageFile? File = null,
        IReadOnlyList<MessageButton>? Buttons = null,
        IReadOnlyList<MessageCard>? Cards = null,
        IReadOnlyList<TextSpan>? Spans = null,
        ContactRequest? Contact = null,
        MessageTemplate? Template = null,
        DateTimeOffset? SendAt = null,
        [property: Range(1, 60 * 24 * 30)] int? ExpiresAfterMinutes = null)
    {
        public NewMessage ToMessage() => new(
            Channel,
            To,
            new MessageContent((Text ?? "").Normalize(), Image, Buttons)
            {
                Subject = Subject?.Normalize(),
                Album = Album,
                File = File,
                Cards = Cards,
                Spans = Spans,
                Contact = Contact,
                Template = Template,
            },
            Class ?? MessageClass.Care,
            SendAt?.ToUniversalTime(),
            ExpiresAfterMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null);
    }
}

/// <summary>A single message as the REST interface shows it.</summary>
/// <param name="State">due, sending, sent, delivered, failed, unknown, suppressed.</param>
public sealed record MessageView(
    Guid Id, string Channel, string State, string? Reason, string? ProviderId, int Attempts, DateTimeOffset CreatedAt, DateTimeOffset DueAt, DateTimeOffset? SentAt)
{
    public static MessageView Of(MessageStanding standing) => new(
        standing.Id,
        standing.Channel,
        JsonNamingPolicy.CamelCase.ConvertName(standing.State.ToString()),
        standing.Reason,
        standing.ProviderId,
        standing.Attempts,
        standing.CreatedAt,
        standing.DueAt,
        standing.SentAt);
}
