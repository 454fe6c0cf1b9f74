using System.Text;
using System.Text.Json.Nodes;

namespace Outreach.Sandbox.Telegram;

/// <summary>The <c>entities</c> of a text, refused where the real server refuses them and in its words (tdlib/td, MessageEntity.cpp).</summary>
internal static class TelegramEntities
{
    private static readonly HashSet<string> Types =
    [
        "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bold", "italic", "underline", "strikethrough",
        "spoiler", "blockquote", "expandable_blockquote", "code", "pre", "text_link", "text_mention", "custom_emoji", "date_time",
    ];

    /// <returns>As they were given; null when there are none.</returns>
    /// <exception cref="TelegramRefusal">One is of no known form or lies outside the text.</exception>
    public static JsonArray? Read(TelegramCall call, string name, string text) => Check(call.Array(name), text);

    public static JsonArray? Check(JsonArray? entities, string text)
    {
        if (entities is not { Count: > 0 })
            return null;
        foreach (var entity in entities)
            Check(entity as JsonObject ?? throw TelegramRefusal.BadRequest("can't parse MessageEntity: expected an Object"), text);
        return (JsonArray)entities.DeepClone();
    }

    private static void Check(JsonObject entity, string text)
    {
        var (type, offset, length) = (entity["type"]?.ToString() ?? "", Number(entity, "offset"), Number(entity, "length"));
        if (!Types.Contains(type))
            throw TelegramRefusal.BadRequest("can't parse MessageEntity: Type is invalid");
        if (type == "text_link" && !(Uri.TryCreate(entity["url"]?.ToString(), UriKind.Absolute, out var url) && url.Scheme is "http" or "https" or "tg"))
            throw TelegramRefusal.BadRequest("can't parse MessageEntity: Wrong HTTP URL");
        if (offset < 0)
            throw TelegramRefusal.BadRequest($"Receive an entity with incorrect offset {offset}");
        if (length < 0)
            throw TelegramRefusal.BadRequest($"Receive an entity with incorrect length {length}");
        if (length == 0)
            return;
        if (offset > text.Length)
            throw TelegramRefusal.BadRequest($"Entity begins after the end of the text at UTF-16 offset {offset}");
        if (offset + length > text.Length)
            throw TelegramRefusal.BadRequest($"Entity beginning at UTF-16 offset {offset} ends after the end of the text at UTF-16 offset {offset + length}");
        if (Splits(text, offset))
            throw TelegramRefusal.BadRequest($"Entity begins in a middle of a UTF-16 symbol at byte offset {Bytes(text, offset)}");
        if (Splits(text, offset + length))
            throw TelegramRefusal.BadRequest($"Entity beginning at UTF-16 offset {offset} ends in a middle of a UTF-16 symbol at byte offset {Bytes(text, offset + length)}");
    }

    private static bool Splits(string text, int at) => at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1]);

    /// <summary>Up to the end of the character that was split.</summary>
    private static int Bytes(string text, int at) => Encoding.UTF8.GetByteCount(text.AsSpan(0, at + 1));

    private static int Number(JsonObject entity, string name) =>
        entity[name] is JsonValue value && value.TryGetValue<int>(out var number)
            ? number
            : throw TelegramRefusal.BadRequest($"can't parse MessageEntity: Can't find field \"{name}\"");
}
