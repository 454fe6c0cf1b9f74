using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Outreach.BotFramework.Activities;

namespace Outreach.BotFramework.DirectLine;

/// <summary>What an upload carried.</summary>
/// <param name="Activity">The message to which the files belong; null when none came along.</param>
internal sealed record Upload(Activity? Activity, IReadOnlyList<UploadedFile> Files);

/// <summary>
/// Reads an upload: one file as the body, or a form of an optional part <c>activity</c> and files (Direct Line 3.0, "Send an
/// activity with attachments"). Nothing beyond the allowed size is read.
/// </summary>
internal static class UploadReader
{
    /// <summary>Headers and boundaries around the files.</summary>
    private const int Wrapping = 64 * 1024;

    private const int MaxName = 120;

    public static async Task<Body<Upload>> ReadAsync(HttpRequest request, DirectLineOptions options, CancellationToken ct)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = (long)options.MaxUploadBytes * options.MaxUploadFiles + BodyReader.MaxChars * 4L + Wrapping;
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
            return new(null, DirectLineError.Malformed("Content-Type is missing."));
        try
        {
            return type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
                ? await ReadFormAsync(request, type, options, ct)
                : await ReadSingleAsync(request, type, options, ct);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return new(null, DirectLineError.FilesTooLarge(options));
        }
        catch (Exception e) when (e is IOException or InvalidDataException or JsonException)
        {
            return new(null, DirectLineError.Malformed("The body is not an upload as Direct Line describes it."));
        }
    }

    private static async Task<Body<Upload>> ReadSingleAsync(HttpRequest request, MediaTypeHeaderValue type, DirectLineOptions options, CancellationToken ct)
    {
        _ = ContentDispositionHeaderValue.TryParse(request.Headers.ContentDisposition.ToString(), out var disposition);
        var (file, problem) = await ReadFileAsync(request.Body, NameOf(disposition), type.MediaType.ToString(), options, ct);
        return problem is null ? new(new Upload(null, [file!]), null) : new(null, problem);
    }

    private static async Task<Body<Upload>> ReadFormAsync(HttpRequest request, MediaTypeHeaderValue type, DirectLineOptions options, CancellationToken ct)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        if (boundary.Length is 0 or > 200)
            return new(null, DirectLineError.Malformed("The form has no boundary."));

        var (activity, files) = ((Activity?)null, new List<UploadedFile>());
        var form = new MultipartReader(boundary, request.Body);
        while (await form.ReadNextSectionAsync(ct) is { } part)
        {
            _ = ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition);
            if (disposition?.Name.Equals("activity", StringComparison.OrdinalIgnoreCase) == true)
            {
                activity = await ReadActivityAsync(part.Body, ct);
                continue;
            }

            if (files.Count == options.MaxUploadFiles)
                return new(null, DirectLineError.Malformed($"More than {options.MaxUploadFiles} files."));
            var (file, problem) = await ReadFileAsync(part.Body, NameOf(disposition), MediaTypeOf(part.ContentType), options, ct);
            if (problem is not null)
                return new(null, problem);
            files.Add(file!);
        }

        return files.Count > 0 ? new(new Upload(activity, files), null) : new(null, DirectLineError.Malformed("The upload has no file."));
    }

    private static async Task<Body<UploadedFile>> ReadFileAsync(Stream body, string name, string said, DirectLineOptions options, CancellationToken ct)
    {
        if (await ReadBytesAsync(body, options.MaxUploadBytes, ct) is not { } content)
            return new(null, DirectLineError.FilesTooLarge(options));
        if (content.Length == 0)
            return new(null, DirectLineError.Malformed("A file is empty."));
        return FileKind.Of(content, said, options.TakenUploadTypes) is { } type
            ? new(new UploadedFile(name, type, content), null)
            : new(null, DirectLineError.Malformed($"Files are taken of these types: {string.Join(", ", options.TakenUploadTypes)}."));
    }

    private static async Task<Activity?> ReadActivityAsync(Stream body, CancellationToken ct) =>
        await ReadBytesAsync(body, BodyReader.MaxChars * 4, ct) is { } json
            ? BodyReader.Deserialize(json, ActivityJson.Default.Activity)
            : throw new InvalidDataException("The activity is too long.");

    /// <summary>Null when there is more than allowed; the rest stays unread.</summary>
    private static async Task<byte[]?> ReadBytesAsync(Stream body, int max, CancellationToken ct)
    {
        using var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await body.ReadAsync(buffer, ct)) > 0)
        {
            if (content.Length + read > max)
                return null;
            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }

    private static string MediaTypeOf(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) ? type.MediaType.ToString() : "";

    /// <summary>The last part of what the sender calls it, without anything that is no letter of a name.</summary>
    private static string NameOf(ContentDispositionHeaderValue? disposition)
    {
        var said = disposition is null ? default : disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName;
        var name = HeaderUtilities.RemoveQuotes(said).ToString();
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var kept = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            if (!Rune.IsControl(rune) && rune != Rune.ReplacementChar && kept.Length + rune.Utf16SequenceLength <= MaxName)
                kept.Append(rune.ToString());
        }

        return kept.Length == 0 ? "file" : kept.ToString().Normalize(NormalizationForm.FormC);
    }
}
