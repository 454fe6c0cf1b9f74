using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Outreach.Accounts;

namespace Outreach.Content;

/// <summary>REST over the content library.</summary>
public static class ContentApi
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapContent() =>
            routes.MapGet("/api/v1/messages", List)
                .WithTags("Content")
                .WithSummary("Ready messages a campaign can be made from")
                .RequireAuthorization(ApiScopes.Read);
    }

    private static Ok<List<MessageView>> List(ContentLibrary content) =>
        TypedResults.Ok(content.Messages.Select(MessageView.Of).ToList());

    /// <summary>A ready message as the REST interface shows it.</summary>
    internal sealed record MessageView(
        string Id,
        string Title,
        string Class,
        IReadOnlyList<string> Procedures,
        string? Infographic,
        DateOnly? ValidFrom,
        DateOnly? ValidTo,
        MessageVariants Variants)
    {
        public static MessageView Of(ReadyMessage message) => new(
            message.Id,
            message.Title,
            message.Class.ToString().ToLowerInvariant(),
            message.Procedures,
            message.Infographic,
            message.ValidFrom,
            message.ValidTo,
            message.Variants);
    }
}
