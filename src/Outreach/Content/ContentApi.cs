using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Outreach.Accounts;
using Outreach.Content.Zns;

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
        MessageVariants Variants,
        ZnsView? Zns)
    {
        public static MessageView Of(ReadyMessage message) => new(
            message.Id,
            message.Title,
            message.Class.ToString().ToLowerInvariant(),
            message.Procedures,
            message.Infographic,
            message.ValidFrom,
            message.ValidTo,
            message.Variants,
            message.Zns is { } zns ? ZnsView.Of(zns) : null);
    }

    /// <summary>A message's Zalo template as the REST interface shows it.</summary>
    /// <param name="Text">As approved by Zalo, parameters in angle brackets.</param>
    internal sealed record ZnsView(string Template, string Text, IReadOnlyList<ZnsButton> Buttons, IReadOnlyList<ZnsParameterView> Parameters)
    {
        public static ZnsView Of(ZnsMessage zns) => new(zns.Template, zns.Text, zns.Buttons, [.. zns.Parameters.Select(ZnsParameterView.Of)]);
    }

    /// <param name="Value">The same for everybody; null where <paramref name="Field"/> says where it comes from.</param>
    /// <param name="Otherwise">Said where a citizen's own is unknown or too long.</param>
    internal sealed record ZnsParameterView(string Name, string Type, int MaxLength, string? Value, string? Field, string? Otherwise)
    {
        public static ZnsParameterView Of(ZnsParameter parameter) => new(
            parameter.Name, parameter.Type.Word, parameter.Longest, parameter.Value, parameter.Field is { } field ? ZnsFields.NameOf(field) : null, parameter.Otherwise);
    }
}
