using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Outreach.Storage;

namespace Outreach.Content.Infographics;

/// <summary>A drawn infographic in the media store.</summary>
public sealed record PublishedInfographic(string MediaId, string Alt);

/// <summary>A page for print in the media store.</summary>
/// <param name="Name">Of the file, with its ending.</param>
public sealed record MessageSheet(string MediaId, string Name);

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

    /// <summary>
    /// The sheet a message hangs on a notice board as: its infographic, or its words on A4. Null where nothing can be drawn here.
    /// </summary>
    public async Task<MessageSheet?> PublishSheetAsync(ReadyMessage message, CancellationToken ct)
    {
        if (!SvgRasterizer.IsAvailable)
        {
            LogUnavailable(message.Id, SvgRasterizer.UnavailableReason);
            return null;
        }

        var infographic = content.Infographics.FirstOrDefault(infographic => infographic.Id == message.Infographic);
        var code = infographic?.Procedure ?? (message.Procedures is [var first, ..] ? first : null);
        var procedure = content.Procedures.FirstOrDefault(procedure => procedure.Code == code);
        var pdf = infographic is not null && procedure is not null
            ? renderer.RenderPdf(infographic, procedure, time.Today, options.Value.Province)
            : NoticeSheet.ToPdf(new Notice(options.Value.Province, message.Title, message.Variants.Web, procedure?.Link, options.Value.Hotline));
        return new MessageSheet(await media.SaveAsync(pdf, "pdf", ct), message.Id + ".pdf");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Infographic {InfographicId} cannot be drawn, its text goes alone: {Reason}")]
    private partial void LogUnavailable(string infographicId, string? reason);
}
