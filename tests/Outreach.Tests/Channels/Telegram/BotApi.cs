using System.Text.Json.Nodes;
using Outreach.Tests.Architecture;

namespace Outreach.Tests.Channels.Telegram;

/// <summary>
/// What Telegram's published description says of the methods and types that are used: <c>bot-api.json</c> beside this file, field by field
/// with its types, <c>!</c> where it is required (Bot API 10.1, from PaulSonOfLars/telegram-bot-api-spec).
/// </summary>
internal static class BotApi
{
    private static readonly JsonObject Known = JsonNode.Parse(
        File.ReadAllText(Path.Combine(SourceTree.Root, "tests", "Outreach.Tests", "Channels", "Telegram", "bot-api.json")))!.AsObject();

    /// <summary>What in a request is not as documented; empty when all is.</summary>
    public static IReadOnlyList<string> Faults(string method, JsonObject body) =>
        [.. Faults(method, Known["methods"]![method]?.AsObject() ?? throw new ArgumentException($"{method} is not described"), body)];

    private static IEnumerable<string> Faults(string where, JsonObject fields, JsonObject value)
    {
        foreach (var (name, _) in fields.Where(field => field.Value!.ToString().EndsWith('!') && value[field.Key] is null))
            yield return $"{where}.{name} is missing";
        foreach (var (name, given) in value)
        {
            if (fields[name] is not { } types)
                yield return $"{where}.{name} is unknown";
            else if (types.ToString().TrimEnd('!').Split('|') is var allowed && !allowed.Any(type => Is(type, given)))
                yield return $"{where}.{name} is no {types}: {given?.ToJsonString()} {string.Join("; ", allowed.SelectMany(type => Why(type, given)))}";
        }
    }

    private static bool Is(string type, JsonNode? value) => type switch
    {
        "Integer" => value is JsonValue number && number.TryGetValue<long>(out _),
        "Boolean" => value is JsonValue truth && truth.TryGetValue<bool>(out _),
        "String" or "InputFile" => value is JsonValue text && text.TryGetValue<string>(out _),
        _ when type.StartsWith("Array of ", StringComparison.Ordinal) => value is JsonArray items && items.All(item => Is(type["Array of ".Length..], item)),
        _ => value is JsonObject && !Why(type, value).Any(),
    };

    private static IEnumerable<string> Why(string type, JsonNode? value) =>
        value is JsonObject given && Known["types"]![type] is JsonObject fields ? Faults(type, fields, given)
        : value is JsonArray items && type.StartsWith("Array of ", StringComparison.Ordinal) ? items.SelectMany(item => Why(type["Array of ".Length..], item))
        : value is JsonObject ? [$"{type} is not described"] : [];
}
