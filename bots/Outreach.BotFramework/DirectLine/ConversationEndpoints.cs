using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Outreach.BotFramework.Activities;

namespace Outreach.BotFramework.DirectLine;

/// <summary>Starting a conversation and coming back to it.</summary>
internal static partial class ConversationEndpoints
{
    /// <summary>
    /// 201 and a greeting the first time; 200 when the token's conversation is under way, so a repeated start neither doubles nor greets again.
    /// </summary>
    public static async Task<IResult> StartAsync(
        HttpContext http,
        [FromServices] DirectLineGate gate,
        [FromServices] DirectLineTokens tokens,
        [FromServices] IConversationLog log,
        [FromServices] DirectLineBot bot,
        [FromServices] IOptions<DirectLineOptions> options,
        [FromServices] TimeProvider time,
        [FromServices] ILogger<DirectLineBot> logger,
        CancellationToken ct)
    {
        var admission = gate.Admit(http.Request);
        if (admission is Admission.Refused refused)
            return refused.Answer;
        var (request, problem) = await BodyReader.ReadAsync(http.Request, DirectLineJson.Default.StartRequest, ct);
        if (problem is not null)
            return problem;

        var token = (admission as Admission.Visitor)?.Token;
        if (token is null && request?.UserId?.StartsWith(TokenEndpoints.UserPrefix, StringComparison.Ordinal) == true)
            return DirectLineError.Malformed($"user.id begins with '{TokenEndpoints.UserPrefix}': such ids come from tokens/generate.");

        var conversationId = token?.ConversationId ?? TokenEndpoints.NewConversation(time);
        var userId = token?.UserId ?? request?.UserId ?? TokenEndpoints.NewUser(time);
        var isNew = await log.StartAsync(conversationId, ct);
        if (isNew)
            await GreetAsync(Joined(conversationId, userId, options.Value, time), bot, logger, ct);
        var streamUrl = StreamEndpoint.AddressFor(http.Request, tokens, conversationId, userId, token?.Origins, Watermark.Write(0));
        return TokenEndpoints.Answer(
            tokens, conversationId, userId, token?.Origins, streamUrl, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    /// <summary>
    /// A client that lost its connection, or was reloaded, asks to go on: after the watermark it has, from the beginning when it
    /// has none yet and says so (DirectLineJS sends <c>watermark=</c>), and with what is new when it does not speak of one.
    /// </summary>
    public static async Task<IResult> ReconnectAsync(
        HttpContext http,
        string conversationId,
        [FromServices] DirectLineGate gate,
        [FromServices] DirectLineTokens tokens,
        [FromServices] IConversationLog log,
        [FromServices] TimeProvider time,
        CancellationToken ct)
    {
        var admission = gate.Admit(http.Request, conversationId);
        if (admission is Admission.Refused refused)
            return refused.Answer;
        if (!Watermark.TryParse(http.Request, out var after))
            return Watermark.Invalid();
        if (await log.LastAsync(conversationId, ct) is not { } last)
            return DirectLineError.ConversationNotFound();

        var token = (admission as Admission.Visitor)?.Token;
        var userId = token?.UserId ?? TokenEndpoints.NewUser(time);
        var watermark = Watermark.Write(http.Request.Query.ContainsKey("watermark") ? after : last);
        var streamUrl = StreamEndpoint.AddressFor(http.Request, tokens, conversationId, userId, token?.Origins, watermark);
        return TokenEndpoints.Answer(tokens, conversationId, userId, token?.Origins, streamUrl);
    }

    /// <summary>A conversation without a greeting is still one, so a bot that fails here does not fail the start.</summary>
    private static async Task GreetAsync(Activity joined, DirectLineBot bot, ILogger logger, CancellationToken ct)
    {
        try
        {
            await bot(joined, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            LogGreetingFailed(logger, e, joined.Conversation?.Id);
        }
    }

    /// <summary>Goes to the bot only: clients never see a conversationUpdate, so it takes no place in the log and has number 0.</summary>
    private static Activity Joined(string conversationId, string userId, DirectLineOptions options, TimeProvider time)
    {
        var bot = new ChannelAccount(options.BotId, options.BotName, "bot");
        IReadOnlyList<ChannelAccount> members = [bot, new(userId, Role: "user")];
        return new Activity
        {
            Type = ActivityTypes.ConversationUpdate,
            Id = LoggedActivity.IdOf(conversationId, 0),
            Timestamp = time.GetUtcNow(),
            ChannelId = ActivityEndpoints.ChannelId,
            From = new(userId, Role: "user"),
            Recipient = bot,
            Conversation = new(conversationId),
            Extra = new Dictionary<string, JsonElement>
            {
                ["membersAdded"] = JsonSerializer.SerializeToElement(members, DirectLineJson.Default.IReadOnlyListChannelAccount),
            },
        };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The bot failed to greet in conversation {ConversationId}")]
    private static partial void LogGreetingFailed(ILogger logger, Exception e, string? conversationId);
}
