using System.Security.Cryptography;

namespace Outreach.Storage;

/// <summary>
/// Pictures and files that travel with messages, kept as files named by their content, so that saving twice is one file
/// and an approved picture can never change behind the approval.
/// </summary>
public sealed class MediaStore(string directory)
{
    /// <summary>Saves bytes and returns the media id, for example <c>3f2a….png</c>.</summary>
    public async Task<string> SaveAsync(ReadOnlyMemory<byte> bytes, string extension, CancellationToken ct)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(bytes.Span)) + "." + extension.TrimStart('.');
        var path = Path.Combine(directory, id);
        if (File.Exists(path))
            return id;

        Directory.CreateDirectory(directory);
        // A name of its own: two that save the same picture at once must not move each other's file away.
        var partial = Path.Combine(directory, Path.GetRandomFileName());
        await File.WriteAllBytesAsync(partial, bytes, ct);
        File.Move(partial, path, overwrite: true);
        return id;
    }

    /// <summary>The bytes of a saved file.</summary>
    /// <exception cref="FileNotFoundException">No such media.</exception>
    public Task<byte[]> ReadAsync(string mediaId, CancellationToken ct) =>
        PathOf(mediaId) is { } path
            ? File.ReadAllBytesAsync(path, ct)
            : throw new FileNotFoundException($"No media {mediaId}.", mediaId);

    /// <summary>What a saved file is sent and served as, by the ending it was saved with.</summary>
    public static string TypeOf(string mediaId) => Path.GetExtension(mediaId) switch
    {
        ".png" => "image/png",
        ".jpg" => "image/jpeg",
        ".pdf" => "application/pdf",
        ".txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };

    /// <summary>Full path of a saved file, or null; an id that is not of our making is never looked up.</summary>
    public string? PathOf(string mediaId)
    {
        if (mediaId.Length is < 66 or > 72 || !mediaId.AsSpan(0, 64).ContainsOnlyHex() || mediaId[64] != '.')
            return null;

        var path = Path.Combine(directory, Path.GetFileName(mediaId));
        return File.Exists(path) ? path : null;
    }
}

file static class HexSpan
{
    public static bool ContainsOnlyHex(this ReadOnlySpan<char> span)
    {
        foreach (var c in span)
        {
            if (!char.IsAsciiHexDigitLower(c))
                return false;
        }

        return true;
    }
}
