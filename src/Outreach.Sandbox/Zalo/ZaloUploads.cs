using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Outreach.Sandbox.Journal;

namespace Outreach.Sandbox.Zalo;

/// <summary>Pictures and documents that messages refer to afterwards; each for a week.</summary>
internal sealed class ZaloUploads(SandboxOptions options, Ledger ledger, MediaShelf media)
{
    /// <summary>Documented for images.</summary>
    private const int LargestImage = 1 << 20;

    /// <summary>What is seen to be taken.</summary>
    private const int LargestFile = 5 << 20;

    private static readonly TimeSpan Life = TimeSpan.FromDays(7);

    public async Task<JsonObject?> TakeImageAsync(HttpContext context)
    {
        var (file, bytes) = await ReadAsync(context, LargestImage);
        if (Picture.Read(bytes) is not { Extension: ".png" or ".jpg" } picture)
            throw new ZaloRefusal(-201, $"{file.FileName} is neither JPG nor PNG");
        return new JsonObject { ["attachment_id"] = await KeepAsync(await media.SaveAsync(bytes, picture, context.RequestAborted), name: null) };
    }

    public async Task<JsonObject?> TakeFileAsync(HttpContext context)
    {
        var (file, bytes) = await ReadAsync(context, LargestFile);
        var extension = Path.GetExtension(file.FileName).ToLowerInvariant();
        if (extension is not (".pdf" or ".doc" or ".docx"))
            throw new ZaloRefusal(-201, "file is neither PDF nor DOC nor DOCX");
        return new JsonObject { ["token"] = await KeepAsync(await media.SaveAsync(bytes, extension, context.RequestAborted), file.FileName) };
    }

    /// <exception cref="ZaloRefusal">There is none, or no longer, or it is the other kind.</exception>
    public UploadedFile Find(string id, bool document) =>
        ledger.Read(state => state.File(Channels.Zalo, id)) is { } file && options.Time.GetUtcNow() - file.UploadedAt < Life && file.Name is not null == document
            ? file
            : throw new ZaloRefusal(-100, "attachment_id is invalid or has expired");

    private static async Task<(IFormFile File, byte[] Bytes)> ReadAsync(HttpContext context, int largest)
    {
        if (!context.Request.HasFormContentType)
            throw new ZaloRefusal(-201, "the body must be multipart/form-data");
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form.Files.GetFile("file") is not { } file)
            throw new ZaloRefusal(-201, "file is missing");
        if (file.Length > largest)
            throw new ZaloRefusal(-210, $"file is larger than {largest >> 20} MB");

        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, context.RequestAborted);
        return (file, bytes.ToArray());
    }

    private async Task<string> KeepAsync(string mediaId, string? name)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        await ledger.RecordAsync(new UploadedFile(Channels.Zalo, id, mediaId, options.Time.GetUtcNow()) { Name = name });
        return id;
    }
}
