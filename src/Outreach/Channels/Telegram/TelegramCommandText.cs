using System.Text.RegularExpressions;

namespace Outreach.Channels.Telegram;

/// <summary>A message that begins with a command, such as <c>/start tt-1_001193</c> or, in a group, <c>/help@tinh_bot</c>.</summary>
/// <param name="Name">Lower-case, without the slash.</param>
/// <param name="For">The bot it names; null: any.</param>
/// <param name="Rest">What follows it.</param>
internal sealed partial record TelegramCommandText(string Name, string? For, string Rest)
{
    public static TelegramCommandText? Read(string? text) =>
        text is not null && Form().Match(text) is { Success: true } match
            ? new(match.Groups["name"].Value.ToLowerInvariant(), match.Groups["bot"] is { Success: true } bot ? bot.Value : null, match.Groups["rest"].Value.Trim())
            : null;

    /// <summary>Whether the named bot is ours. Of one we do not know the name of, nobody can say.</summary>
    public bool IsFor(string? bot) => For is null || For.Equals(bot, StringComparison.OrdinalIgnoreCase);

    public string WithoutBot => $"/{Name} {Rest}".TrimEnd();

    [GeneratedRegex(@"\A/(?<name>[A-Za-z0-9_]{1,32})(@(?<bot>[A-Za-z0-9_]+))?(?<rest>\s.*)?\z", RegexOptions.Singleline)]
    private static partial Regex Form();
}
