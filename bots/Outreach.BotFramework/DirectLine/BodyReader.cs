using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace Outreach.BotFramework.DirectLine;

/// <summary>A request's JSON, read once: the value, or the answer that says what is wrong with it.</summary>
internal readonly record struct Body<T>(T? Value, IResult? Problem);

internal static class BodyReader
{
    /// <summary>What Direct Line takes in one activity, in characters.</summary>
    public const int MaxChars = 256 * 1024;

    /// <summary>The JSON of the body; null when it is empty, as it may be where Direct Line calls it optional.</summary>
    public static async Task<Body<T>> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type, CancellationToken ct) where T : class
    {
        // One character more than allowed is enough to know; the rest stays unread.
        var buffer = ArrayPool<char>.Shared.Rent(MaxChars + 1);
        try
        {
            using var reader = new StreamReader(request.Body);
            var length = await reader.ReadBlockAsync(buffer.AsMemory(0, MaxChars + 1), ct);
            return length > MaxChars ? new(null, DirectLineError.TooLarge(MaxChars)) : Parse(buffer.AsSpan(0, length), type);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer, clearArray: true);
        }
    }

    /// <summary>The value of JSON all of whose strings are text: half a surrogate pair is legal JSON, and could be neither stored nor sent on.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static T? Deserialize<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type) where T : class
    {
        var value = JsonSerializer.Deserialize(json, type);
        try
        {
            var reader = new Utf8JsonReader(json);
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && (reader.ValueIsEscaped || !Utf8.IsValid(reader.ValueSpan)))
                    _ = reader.GetString();
            }
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("A text in it is not Unicode.", e);
        }

        return value;
    }

    private static Body<T> Parse<T>(ReadOnlySpan<char> text, JsonTypeInfo<T> type) where T : class
    {
        if (text.IsWhiteSpace())
            return default;
        try
        {
            var json = new byte[Encoding.UTF8.GetByteCount(text)];
            Encoding.UTF8.GetBytes(text, json);
            return new(Deserialize(json, type), null);
        }
        catch (JsonException e)
        {
            return new(null, DirectLineError.Malformed($"The body is not the JSON expected here: {e.Message}"));
        }
    }
}
