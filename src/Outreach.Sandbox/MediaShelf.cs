using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Outreach.Sandbox;

/// <summary>Received pictures and documents, named by their content, as files beside the journal or in memory.</summary>
internal sealed class MediaShelf(string? dataDirectory)
{
    public const string Path = "/sandbox/media/";

    private readonly string? directory = dataDirectory is null ? null : System.IO.Path.Combine(dataDirectory, "sandbox-media");
    private readonly ConcurrentDictionary<string, byte[]> inMemory = new();

    /// <summary>Keeps the bytes and returns their id, for example <c>3f2a….png</c>.</summary>
    public Task<string> SaveAsync(byte[] bytes, Picture picture, CancellationToken ct) => SaveAsync(bytes, picture.Extension, ct);

    /// <param name="extension">A dot and letters.</param>
    public async Task<string> SaveAsync(byte[] bytes, string extension, CancellationToken ct)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(bytes)) + extension;
        if (directory is null)
        {
            inMemory[id] = bytes;
            return id;
        }

        var path = System.IO.Path.Combine(directory, id);
        if (File.Exists(path))
            return id;
        Directory.CreateDirectory(directory);
        var partial = System.IO.Path.Combine(directory, System.IO.Path.GetRandomFileName());
        await File.WriteAllBytesAsync(partial, bytes, ct);
        File.Move(partial, path, overwrite: true);
        return id;
    }

    /// <summary>The bytes, or null for an id that is not ours.</summary>
    public async Task<byte[]?> ReadAsync(string id, CancellationToken ct)
    {
        if (directory is null)
            return inMemory.GetValueOrDefault(id);
        if (id.Length < 65 || !id[..64].All(char.IsAsciiHexDigitLower) || id[64..].Any(c => c != '.' && !char.IsAsciiLetter(c)))
            return null;
        var path = System.IO.Path.Combine(directory, id);
        return File.Exists(path) ? await File.ReadAllBytesAsync(path, ct) : null;
    }
}
