using System.Net;
using System.Text.RegularExpressions;

namespace Outreach.Sandbox.Telegram;

/// <summary>What is left of a text once its markup is parsed; lengths are counted after that, in UTF-16 units.</summary>
internal static partial class TelegramText
{
    private static readonly HashSet<string> Tags = new(StringComparer.OrdinalIgnoreCase)
    {
        "b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "span", "tg-spoiler", "a", "code", "pre", "blockquote", "tg-emoji",
    };

    /// <exception cref="TelegramRefusal">HTML with an unknown, unclosed or misplaced tag.</exception>
    public static string Parse(string? text, string? parseMode)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        if (!string.Equals(parseMode, "HTML", StringComparison.OrdinalIgnoreCase))
            return text;

        var open = new Stack<string>();
        var plain = Tag().Replace(text, match => Close(match, open));
        if (open.Count > 0)
            throw TelegramRefusal.BadRequest($"can't parse entities: Can't find end tag corresponding to start tag \"{open.Peek()}\"");
        if (plain.Contains('<'))
            throw TelegramRefusal.BadRequest($"can't parse entities: Unexpected \"<\" at offset {plain.IndexOf('<')}");
        return WebUtility.HtmlDecode(plain);
    }

    private static string Close(Match match, Stack<string> open)
    {
        var name = match.Groups["name"].Value;
        if (!Tags.Contains(name))
            throw TelegramRefusal.BadRequest($"can't parse entities: Unsupported start tag \"{name}\" at byte offset {match.Index}");
        if (match.Groups["slash"].Length == 0)
            open.Push(name);
        else if (!open.TryPop(out var expected) || !expected.Equals(name, StringComparison.OrdinalIgnoreCase))
            throw TelegramRefusal.BadRequest($"can't parse entities: Unexpected end tag at byte offset {match.Index}");
        return "";
    }

    [GeneratedRegex("<(?<slash>/?)(?<name>[A-Za-z][A-Za-z0-9-]*)[^<>]*>")]
    private static partial Regex Tag();
}
