using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Outreach.BotFramework.Activities;

namespace Outreach.BotFramework.DirectLine;

/// <summary>What is said in a conversation.</summary>
internal static class ActivityEndpoints
{
    public const string ChannelId = "directline";

    /// <summary>Activities in one answer; a client that has more to read asks again with the new watermark.</summary>
    public const int PageSize = 200;

    public static async Task<IResult> ReadAsync(
        HttpContext http,
        string conversationId,
        [FromServices] DirectLineGate gate,
        [FromServices] IConversationLog log,
        [FromServices] AttachmentLinks links,
        CancellationToken ct)
    {
        if (gate.Admit(http.Request, conversationId) is Admission.Refused refused)
            return refused.Answer;
        if (!Watermark.TryParse(http.Request, out var after))
            return Watermark.Invalid();
        var logged = await log.ReadAfterAsync(conversationId, after, PageSize, ct);
        if (logged.Count == 0 && await log.LastAsync(conversationId, ct) is null)
            return DirectLineError.ConversationNotFound();

        return Results.Json(SetOf(logged, after, links, conversationId, http.Request), DirectLineJson.Default.ActivitySet);
    }

    public static async Task<IResult> PostAsync(
        HttpContext http,
        string conversationId,
        [FromServices] DirectLineGate gate,
        [FromServices] DirectLineLimits limits,
        [FromServices] DirectLineIntake intake,
        CancellationToken ct)
    {
        var admission = gate.Admit(http.Request, conversationId);
        if (admission is Admission.Refused refused)
            return refused.Answer;
        if (limits.WaitBeforePost(conversationId) is { } wait)
            return DirectLineError.TooMany(http.Response, wait);
        var (posted, problem) = await BodyReader.ReadAsync(http.Request, ActivityJson.Default.Activity, ct);
        return problem ?? intake.ProblemOf(posted, admission) ?? await intake.TakeAsync(posted!, conversationId, admission, ct);
    }

    /// <summary>What a client is given, by polling as on a stream.</summary>
    public static ActivitySet SetOf(
        IReadOnlyList<LoggedActivity> logged, long after, AttachmentLinks links, string conversationId, HttpRequest request) => new(
        [.. logged.Select(each => links.Addressed(each.Activity, conversationId, request))],
        Watermark.Write(logged.Count == 0 ? after : logged[^1].Sequence));
}
