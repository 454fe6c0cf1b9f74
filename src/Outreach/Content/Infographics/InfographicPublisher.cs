using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Outreach.Storage;

namespace Outreach.Content.Infographics;

/// <summary>A drawn infographic in the media store.</summary>
public sealed record PublishedInfographic(string MediaId, string Alt);

/// <summary>Draws infographics with today's facts and stores them, once per day and picture.</summary>
public sealed partial class InfographicPublisher(
    ContentLibrary content,
    MediaStore media,
    IOptions<ContentOptions> options,
    TimeProvider time,
    ILogger<InfographicPublisher> logger)
{
    private readonly InfographicRenderer renderer = new(Path.Combine(options.Value.Directory, "infographics", "templates"));
    private readonly ConcurrentDictionary<(string Id, DateOnly Day), PublishedInfographic> published = new();

    /// <summary>The stored picture; null where pictures cannot be drawn on this machine: the text goes alone then.</summary>
    /// <exception cref="InfographicTemplateException">The template is missing or faulty.</exception>
    public async Task<PublishedInfographic?> PublishAsync(string infographicId, CancellationToken ct)
    {
        if (!SvgRasterizer.IsAvailable)
        {
            LogUnavailable(infographicId, SvgRasterizer.UnavailableReason);
            return null;
        }

        var today = time.Today;
        if (published.TryGetValue((infographicId, today), out var known))
            return known;

        var infographic = content.Infographics.Single(infographic => infographic.Id == infographicId);
        var procedure = content.Procedures.Single(procedure => procedure.Code == infographic.Procedure);
        var picture = renderer.Render(infographic, procedure, today, options.Value.Province);
        var mediaId = await media.SaveAsync(picture.Png, "png", ct);
        return published[(infographicId, today)] = new PublishedInfographic(mediaId, infographic.Alt);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Infographic {InfographicId} cannot be drawn, its text goes alone: {Reason}")]
    private partial void LogUnavailable(string infographicId, string? reason);
}
