using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Outreach.Assistant.Knowledge.Files;

/// <summary>One JSON object a line, packed with gzip or not.</summary>
public static class JsonLines
{
    internal static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads lazily; empty lines are skipped.</summary>
    /// <param name="name">The name to put into error messages; ".gz" at its end means packed.</param>
    /// <exception cref="KnowledgeFileException">A line is no JSON object of that form.</exception>
    public static IEnumerable<(int Line, T Value)> Read<T>(Stream stream, string name)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        return ReadAll<T>(stream, name);
    }

    /// <summary>
    /// The lines that are not empty, with their numbers, unparsed: for whoever goes on after a broken one. What is not UTF-8
    /// reads as U+FFFD. Whether it is packed shows in the first two bytes.
    /// </summary>
    /// <param name="stream">Must be able to go back to its beginning.</param>
    /// <exception cref="InvalidDataException">It cannot be unpacked further.</exception>
    public static IEnumerable<(int Line, string Text)> Lines(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return ReadLines(stream);
    }

    private static IEnumerable<(int Line, string Text)> ReadLines(Stream stream)
    {
        var packed = stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B;
        stream.Position = 0;
        using var unpacked = packed ? new GZipStream(stream, CompressionMode.Decompress) : stream;
        using var reader = new StreamReader(unpacked, Encoding.UTF8);
        for (var number = 1; reader.ReadLine() is { } line; number++)
            if (!string.IsNullOrWhiteSpace(line))
                yield return (number, line);
    }

    private static IEnumerable<(int Line, T Value)> ReadAll<T>(Stream stream, string name)
        where T : class
    {
        using var unpacked = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(stream, CompressionMode.Decompress) : stream;
        using var reader = new StreamReader(unpacked, new UTF8Encoding(false, throwOnInvalidBytes: true));
        for (var number = 1; Next(reader, name, number) is { } line; number++)
            if (!string.IsNullOrWhiteSpace(line))
                yield return (number, Parse<T>(line, name, number));
    }

    private static string? Next(StreamReader reader, string name, int number)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (Exception e) when (e is InvalidDataException or DecoderFallbackException)
        {
            throw new KnowledgeFileException(name, number, e is DecoderFallbackException ? "is not UTF-8" : "cannot be unpacked: " + e.Message);
        }
    }

    private static T Parse<T>(string line, string name, int number)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, Options) ?? throw new KnowledgeFileException(name, number, "is null");
        }
        catch (JsonException e)
        {
            throw new KnowledgeFileException(name, number, e.Message);
        }
    }
}
