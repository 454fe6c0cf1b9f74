using System.Text.Json;

namespace Outreach.Channels.BotFramework;

/// <summary>
/// A filled form as words. Cards that others have put into the conversation come back as a value without text; what stands in
/// it is read like words, since that is what the assistant understands.
/// </summary>
internal static class FormWords
{
    private const int Longest = 1000;

    public static string? Of(JsonElement value)
    {
        var words = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Object => string.Join(' ', value.EnumerateObject().Select(member => Word(member.Value)).Where(word => word.Length > 0)),
            _ => "",
        };
        words = words.Trim();
        return words.Length == 0 ? null : words.Length <= Longest ? words : words[..(char.IsHighSurrogate(words[Longest - 1]) ? Longest - 1 : Longest)];
    }

    private static string Word(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Trim(),
        JsonValueKind.Number => value.GetRawText(),
        _ => "",
    };
}
