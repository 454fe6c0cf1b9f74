using System.Globalization;
using System.Text.Json.Nodes;
using Outreach.Sandbox.Journal;

namespace Outreach.Sandbox.Telegram;

/// <summary>The Bot API's Message and Update objects.</summary>
internal static class TelegramMessages
{
    public static JsonObject Sent(ReceivedMessage message, JsonObject bot) => new()
    {
        ["message_id"] = message.Seq,
        ["from"] = User(bot),
        ["chat"] = Chat(message.To),
        ["date"] = message.ReceivedAt.ToUnixTimeSeconds(),
        [message.ImageUrl is null && message.File is null ? "text" : "caption"] = message.Text,
    };

    /// <summary>As <c>allowed_updates</c> names it.</summary>
    public static string KindOf(PhoneEvent phoneEvent) => phoneEvent.Kind switch
    {
        PhoneEventKind.Tap => "callback_query",
        PhoneEventKind.Join or PhoneEventKind.Leave => "my_chat_member",
        _ => "message",
    };

    /// <summary>The update for what a citizen did; update ids are entry numbers, so they grow.</summary>
    public static JsonObject Update(PhoneEvent phoneEvent, ReceivedMessage? about, string name, JsonObject bot)
    {
        var kind = KindOf(phoneEvent);
        return new JsonObject
        {
            ["update_id"] = phoneEvent.Seq,
            [kind] = kind switch
            {
                "callback_query" => CallbackQuery(phoneEvent, about, name, bot),
                "my_chat_member" => Membership(phoneEvent, name, bot),
                _ => Written(phoneEvent, name),
            },
        };
    }

    private static JsonObject Written(PhoneEvent phoneEvent, string name)
    {
        var message = new JsonObject
        {
            ["message_id"] = phoneEvent.Seq,
            ["from"] = Citizen(phoneEvent.From, name),
            ["chat"] = Chat(phoneEvent.From, name),
            ["date"] = phoneEvent.At.ToUnixTimeSeconds(),
        };
        if (phoneEvent.MovedTo is { } supergroup)
            message["migrate_to_chat_id"] = supergroup;
        else
            message["text"] = phoneEvent.Text;
        if (phoneEvent.Text is ['/', _, ..] command)
        {
            var end = command.IndexOf(' ');
            message["entities"] = new JsonArray(
                new JsonObject { ["type"] = "bot_command", ["offset"] = 0, ["length"] = end < 0 ? command.Length : end });
        }

        return message;
    }

    private static JsonObject CallbackQuery(PhoneEvent tap, ReceivedMessage? about, string name, JsonObject bot)
    {
        var query = new JsonObject
        {
            ["id"] = tap.Seq.ToString(CultureInfo.InvariantCulture),
            ["from"] = Citizen(tap.From, name),
            ["chat_instance"] = tap.From,
            ["data"] = tap.Text,
        };
        // A message that is gone comes with date 0 (InaccessibleMessage).
        query["message"] = about is not null
            ? Sent(about, bot)
            : new JsonObject { ["message_id"] = tap.Message, ["chat"] = Chat(tap.From, name), ["date"] = 0 };
        return query;
    }

    private static JsonObject Membership(PhoneEvent phoneEvent, string name, JsonObject bot)
    {
        var (before, after) = phoneEvent.Kind == PhoneEventKind.Leave ? ("member", "kicked") : ("kicked", "member");
        return new JsonObject
        {
            ["chat"] = Chat(phoneEvent.From, name),
            ["from"] = Citizen(phoneEvent.From, name),
            ["date"] = phoneEvent.At.ToUnixTimeSeconds(),
            ["old_chat_member"] = new JsonObject { ["user"] = User(bot), ["status"] = before },
            ["new_chat_member"] = after == "kicked"
                ? new JsonObject { ["user"] = User(bot), ["status"] = after, ["until_date"] = 0 }
                : new JsonObject { ["user"] = User(bot), ["status"] = after },
        };
    }

    private static JsonObject User(JsonObject bot) => new()
    {
        ["id"] = bot["id"]!.GetValue<long>(),
        ["is_bot"] = true,
        ["first_name"] = bot["first_name"]!.GetValue<string>(),
        ["username"] = bot["username"]!.GetValue<string>(),
    };

    private static JsonObject Citizen(string id, string name) => new()
    {
        ["id"] = Id(id),
        ["is_bot"] = false,
        ["first_name"] = name,
        ["language_code"] = "vi",
    };

    private static JsonObject Chat(string id, string? name = null)
    {
        var chat = new JsonObject { ["id"] = Id(id), ["type"] = Id(id) < 0 ? "supergroup" : "private" };
        if (name is not null)
            chat["first_name"] = name;
        return chat;
    }

    private static long Id(string id) => long.Parse(id, CultureInfo.InvariantCulture);
}
