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
