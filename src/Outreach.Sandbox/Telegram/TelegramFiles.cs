using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Outreach.Sandbox.Journal;

namespace Outreach.Sandbox.Telegram;

/// <summary>Photos and documents: uploaded, named by a file_id of their kind, or fetched by an address.</summary>
internal sealed class TelegramFiles(SandboxOptions options, Ledger ledger, MediaShelf media)
{
    public const string Photo = "photo";
    public const string Document = "document";

    /// <summary>Before the name of a part.</summary>
    private const string Attached = "attach://";

    private const int LargestPhoto = 10 << 20;

    /// <summary>Width and height together; the longer side may be at most 20 times the shorter.</summary>
    private const int LargestSides = 10000;

    /// <summary>How the ids of each kind begin.</summary>
    private static readonly Dictionary<string, string> Prefixes = new() { [Photo] = "AgAC", [Document] = "BQAC" };

    /// <summary>What a parameter names: a part of the body, a file_id, or an address that Telegram would fetch.</summary>
    /// <param name="field">The part that holds the bytes without being named; null: it has to be named.</param>
    /// <exception cref="TelegramRefusal">It is none of these.</exception>
    public async Task<(UploadedFile? File, string? Url)> FindAsync(TelegramCall call, string kind, string? given, string? field, CancellationToken ct)
    {
        if (given?.StartsWith(Attached, StringComparison.Ordinal) == true)
            field = given[Attached.Length..];
        if (field is not null && call.File(field) is { } upload)
            return (await KeepAsync(kind, upload, ct), null);
        if (string.IsNullOrEmpty(given))
            throw TelegramRefusal.BadRequest($"there is no {kind} in the request");
        if (ledger.Read(state => state.File(Channels.Telegram, given)) is { } known)
        {
            return given.StartsWith(Prefixes[kind], StringComparison.Ordinal)
                ? (known, null)
                : throw TelegramRefusal.BadRequest($"can't use file of type {Other(kind)} as {Title(kind)}");
        }

        return Uri.TryCreate(given, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? (null, given)
            : throw TelegramRefusal.BadRequest("wrong file identifier/HTTP URL specified");
    }

    /// <summary>The member of a Message that shows the file.</summary>
    public async Task DescribeAsync(JsonObject message, string kind, UploadedFile file, CancellationToken ct)
    {
        var bytes = await media.ReadAsync(file.MediaId, ct) ?? [];
        var about = new JsonObject { ["file_id"] = file.Id, ["file_unique_id"] = "AQAD" + file.MediaId[..12] };
        if (kind == Document)
        {
            about["file_name"] = file.Name;
            about["mime_type"] = file.ContentType;
        }
        else if (Picture.Read(bytes) is { } picture)
        {
            (about["width"], about["height"]) = (picture.Width, picture.Height);
        }

        about["file_size"] = bytes.Length;
        message[kind] = kind == Document ? about : new JsonArray(about);
    }

    private async Task<UploadedFile> KeepAsync(string kind, TelegramUpload upload, CancellationToken ct)
    {
        var bytes = upload.Bytes;
        if (bytes.Length == 0)
            throw TelegramRefusal.BadRequest("file must be non-empty");
        var extension = kind == Photo ? PhotoEnding(bytes) : Ending(upload.Name);
        var file = new UploadedFile(
            Channels.Telegram,
            Prefixes[kind] + WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(36)),
            await media.SaveAsync(bytes, extension, ct),
            options.Time.GetUtcNow()) { Name = upload.Name, ContentType = upload.ContentType };
        await ledger.RecordAsync(file);
        return file;
    }

    private static string PhotoEnding(byte[] bytes)
    {
        if (bytes.Length > LargestPhoto)
            throw TelegramRefusal.BadRequest("file is too big");
        if (Picture.Read(bytes) is not { } picture)
            throw TelegramRefusal.BadRequest("IMAGE_PROCESS_FAILED");
        return picture.Width + picture.Height > LargestSides
            || Math.Max(picture.Width, picture.Height) > 20 * Math.Max(1, Math.Min(picture.Width, picture.Height))
            ? throw TelegramRefusal.BadRequest("PHOTO_INVALID_DIMENSIONS")
            : picture.Extension;
    }

    /// <summary>Letters only, as the shelf gives out nothing else.</summary>
    private static string Ending(string name) =>
        System.IO.Path.GetExtension(name) is { Length: > 1 and <= 6 } ending && ending.Skip(1).All(char.IsAsciiLetter) ? ending.ToLowerInvariant() : ".bin";

    private static string Title(string kind) => kind == Photo ? "Photo" : "Document";

    private static string Other(string kind) => Title(kind == Photo ? Document : Photo);
}
