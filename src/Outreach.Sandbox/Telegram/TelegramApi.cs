using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Outreach.Sandbox.Callbacks;
using Outreach.Sandbox.Faults;
using Outreach.Sandbox.Journal;

namespace Outreach.Sandbox.Telegram;

/// <summary>The Bot API: envelope, errors and limits of Bot API 10.1 for the methods an outreach bot needs.</summary>
internal sealed class TelegramApi : IProvider
{
    private readonly SandboxOptions options;
    private readonly Ledger ledger;
    private readonly CallbackQueue callbacks;
    private readonly FaultBoard faults;
    private readonly TelegramWebhook webhook;
    private readonly TelegramPolling polling;
    private readonly TelegramMenu menu = new();
    private readonly Dictionary<string, Func<TelegramCall, HttpContext, Task<JsonNode?>>> methods;

    public TelegramApi(SandboxOptions options, Ledger ledger, Carrier carrier, CallbackQueue callbacks, FaultBoard faults, MediaShelf media)
    {
        this.options = options;
        this.ledger = ledger;
        this.callbacks = callbacks;
        this.faults = faults;
        webhook = new TelegramWebhook(options, ledger);
        polling = new TelegramPolling(options, ledger, callbacks, webhook);
        var sending = new TelegramSending(this, options, ledger, carrier, faults, new TelegramFiles(options, ledger, media));
        // Method names are case-insensitive.
        methods = new(StringComparer.OrdinalIgnoreCase)
        {
            ["getMe"] = (_, _) => Result(Bot(options)),
            ["sendMessage"] = sending.SendMessageAsync,
            ["sendPhoto"] = sending.SendPhotoAsync,
            ["sendDocument"] = sending.SendDocumentAsync,
            ["sendMediaGroup"] = sending.SendMediaGroupAsync,
            ["setMyCommands"] = (call, _) => Result(menu.Set(call)),
            ["getMyCommands"] = (_, _) => Result(menu.Get()),
            ["getUpdates"] = async (call, context) => await polling.GetAsync(call, context.RequestAborted),
            ["sendChatAction"] = (call, _) => Result(ChatAction(call)),
            ["answerCallbackQuery"] = (call, _) => Result(AnswerCallback(call)),
            ["setWebhook"] = async (call, _) => await SetWebhookAsync(call),
            ["deleteWebhook"] = async (_, _) => await SetTargetAsync("", null),
            ["getWebhookInfo"] = (_, _) => Result(WebhookInfo()),
        };
    }

    public string Channel => Channels.Telegram;

    public void Map(IEndpointRouteBuilder routes) => routes.MapMethods("/bot{token}/{method}", ["GET", "POST"], HandleAsync);

    /// <summary>Telegram tells bots nothing about delivery.</summary>
    public IReadOnlyList<Callback> Receipts(ReceivedMessage message) => [];

    public Callback Notification(PhoneEvent phoneEvent) => polling.Offer(phoneEvent);

    public static JsonObject Bot(SandboxOptions options)
    {
        var id = options.Telegram.BotToken.Split(':')[0];
        return new JsonObject
        {
            ["id"] = long.Parse(id, CultureInfo.InvariantCulture),
            ["is_bot"] = true,
            ["first_name"] = "Sandbox",
            ["username"] = "sandbox_bot",
            ["can_join_groups"] = true,
            ["can_read_all_group_messages"] = false,
            ["supports_inline_queries"] = false,
        };
    }

    private async Task HandleAsync(HttpContext context)
    {
        await faults[Channel].DelayAsync(context.RequestAborted);
        try
        {
            CheckToken((string)context.GetRouteValue("token")!);
            if (!methods.TryGetValue((string)context.GetRouteValue("method")!, out var method))
                throw new TelegramRefusal(404, "Not Found: method not found");
            var call = await TelegramCall.ReadAsync(context.Request, context.RequestAborted);
            if (await method(call, context) is { } result)
                await context.WriteAsync(new JsonObject { ["ok"] = true, ["result"] = result });
        }
        catch (TelegramRefusal refusal)
        {
            await RefuseAsync(context, refusal);
        }
    }

    private static Task RefuseAsync(HttpContext context, TelegramRefusal refusal)
    {
        var envelope = new JsonObject { ["ok"] = false, ["error_code"] = refusal.Code, ["description"] = refusal.Message };
        if (refusal.MigratedTo is { } supergroup)
            envelope["parameters"] = new JsonObject { ["migrate_to_chat_id"] = supergroup };
        if (refusal.RetryAfter is { } seconds)
        {
            envelope["parameters"] = new JsonObject { ["retry_after"] = seconds };
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return context.WriteAsync(envelope, refusal.Code);
    }

    /// <summary>A token that could be one is unauthorized; anything else is an address that does not exist.</summary>
    private void CheckToken(string token)
    {
        if (token == options.Telegram.BotToken)
            return;
        var parts = token.Split(':');
        throw parts.Length == 2 && parts[0].Length > 0 && parts[0].All(char.IsAsciiDigit) && parts[1].Length > 0
            ? new TelegramRefusal(401, "Unauthorized")
            : new TelegramRefusal(404, "Not Found");
    }

    private static JsonNode ChatAction(TelegramCall call)
    {
        _ = call.ChatId();
        return string.IsNullOrEmpty(call["action"]) ? throw TelegramRefusal.BadRequest("wrong parameter action in request") : true;
    }

    private JsonNode AnswerCallback(TelegramCall call)
    {
        var known = long.TryParse(call["callback_query_id"], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && ledger.Read(state => id <= state.LastSeq);
        return known ? true : throw TelegramRefusal.BadRequest("query is too old and response timeout expired or query ID is invalid");
    }

    private async Task<JsonNode> SetWebhookAsync(TelegramCall call)
    {
        var secret = call["secret_token"];
        if (secret is { Length: > 256 } || secret?.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') == false)
            throw TelegramRefusal.BadRequest("secret token contains unallowed characters");
        var url = call["url"] ?? "";
        // The real one insists on https; a sandbox on loopback cannot.
        if (url.Length > 0 && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"))
            throw TelegramRefusal.BadRequest("bad webhook: An HTTPS URL must be provided for webhook");
        polling.Allow(call["allowed_updates"]);
        return await SetTargetAsync(url, secret);
    }

    private async Task<JsonNode> SetTargetAsync(string url, string? secret)
    {
        polling.Interrupt();
        await ledger.RecordAsync(new TelegramTarget(url, secret));
        callbacks.Unpark();
        return true;
    }

    private JsonObject WebhookInfo() => new()
    {
        ["url"] = webhook.Address()?.ToString() ?? "",
        ["has_custom_certificate"] = false,
        ["pending_update_count"] = callbacks.Count("telegram:"),
        ["max_connections"] = 40,
    };

    private static Task<JsonNode?> Result(JsonNode result) => Task.FromResult<JsonNode?>(result);
}
