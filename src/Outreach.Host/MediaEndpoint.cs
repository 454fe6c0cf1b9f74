using Outreach.Storage;

namespace Outreach.Host;

/// <summary>Pictures by their content's name, so they can be cached for good.</summary>
internal static class MediaEndpoint
{
    public static void MapMedia(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/media/{id}", (string id, HttpResponse response, MediaStore media) =>
        {
            if (media.PathOf(id) is not { } path)
                return Results.NotFound();

            response.Headers.CacheControl = "public, max-age=31536000, immutable";
            response.Headers.XContentTypeOptions = "nosniff";
            return Results.File(path, MediaStore.TypeOf(id));
        }).ExcludeFromDescription();
}
