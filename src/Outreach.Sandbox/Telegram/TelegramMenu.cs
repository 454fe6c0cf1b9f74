using System.Text.Json.Nodes;

namespace Outreach.Sandbox.Telegram;

/// <summary>The bot's commands as the citizen's app lists them.</summary>
internal sealed class TelegramMenu
{
    private const int MostCommands = 100;

    private JsonArray commands = [];

    /// <exception cref="TelegramRefusal">A command breaks a documented rule: 1 to 32 of a-z, 0-9 and _, described in 1 to 256 characters.</exception>
    public JsonNode Set(TelegramCall call)
    {
        var given = call.Array("commands") ?? throw TelegramRefusal.BadRequest("parameter \"commands\" is required");
        if (given.Count > MostCommands)
            throw TelegramRefusal.BadRequest("can't use more than 100 commands");
        foreach (var command in given)
        {
            if (command?["command"]?.ToString() is not { Length: > 0 and <= 32 } name || name.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '_'))
                throw TelegramRefusal.BadRequest("BOT_COMMAND_INVALID");
            if (command["description"]?.ToString() is not { Length: > 0 and <= 256 })
                throw TelegramRefusal.BadRequest("BOT_COMMAND_DESCRIPTION_INVALID");
        }

        commands = (JsonArray)given.DeepClone();
        return true;
    }

    public JsonNode Get() => commands.DeepClone();
}
