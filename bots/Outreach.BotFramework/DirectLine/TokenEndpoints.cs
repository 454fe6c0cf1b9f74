using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Outreach.BotFramework.DirectLine;

/// <summary>Making and renewing tokens. None of it reaches the log: a token nobody uses costs nothing.</summary>
internal static class TokenEndpoints
{
    /// <summary>User ids with this prefix come from a token only, never from a client's own words (Direct Line 3.0, authentication).</summary>
    public const string UserPrefix = "dl_";

    public static IResult IssueToVisitor(
        HttpContext http,
        [FromServices] DirectLineGate gate,
        [FromServices] DirectLineLimits limits,
        [FromServices] DirectLineTokens tokens,
        [FromServices] TimeProvider time)
    {
        if (!gate.MayStart(http.Request))
            return DirectLineError.Forbidden("Pages of this origin may not start conversations.");
        if (limits.WaitBeforeStart(http.Connection.RemoteIpAddress) is { } wait)
            return DirectLineError.TooMany(http.Response, wait);
        return Answer(tokens, NewConversation(time), NewUser(time));
    }

    public static async Task<IResult> GenerateAsync(
        HttpContext http,
        [FromServices] DirectLineGate gate,
        [FromServices] DirectLineTokens tokens,
        [FromServices] TimeProvider time,
        CancellationToken ct)
    {
        switch (gate.Admit(http.Request))
        {
            case Admission.Refused refused:
                return refused.Answer;
            case Admission.Visitor:
                return DirectLineError.Forbidden("Tokens are made with the secret; a token is renewed at tokens/refresh.");
        }

        var (request, problem) = await BodyReader.ReadAsync(http.Request, DirectLineJson.Default.StartRequest, ct);
        return problem ?? Answer(tokens, NewConversation(time), request?.UserId ?? NewUser(time), request?.TrustedOrigins);
    }

    public static IResult Refresh(HttpContext http, [FromServices] DirectLineGate gate, [FromServices] DirectLineTokens tokens) =>
        gate.Admit(http.Request) switch
        {
            Admission.Refused refused => refused.Answer,
            Admission.Visitor { Token: var token } => Answer(tokens, token.ConversationId, token.UserId, token.Origins),
            _ => DirectLineError.Forbidden("The secret does not expire, so there is nothing to refresh."),
        };

    public static IResult Answer(
        DirectLineTokens tokens,
        string conversationId,
        string userId,
        IReadOnlyList<string>? origins = null,
        string? streamUrl = null,
        int status = StatusCodes.Status200OK)
    {
        var answer = new ConversationAnswer(conversationId, tokens.Issue(conversationId, userId, origins), tokens.LifetimeSeconds, streamUrl);
        return Results.Json(answer, DirectLineJson.Default.ConversationAnswer, statusCode: status);
    }

    public static string NewConversation(TimeProvider time) => Guid.CreateVersion7(time.GetUtcNow()).ToString("N");

    public static string NewUser(TimeProvider time) => UserPrefix + Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
}
