using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Outreach.BotFramework.Activities;

namespace Outreach.BotFramework.DirectLine;

/// <summary>Files into a conversation and out of it again.</summary>
internal static class AttachmentEndpoints
{
    /// <summary>The files are stored first, then the message that names them: a message never names what is not there.</summary>
    public static async Task<IResult> UploadAsync(
        HttpContext http,
        string conversationId,
        [FromQuery] string? userId,
        [FromServices] DirectLineGate gate,
        [FromServices] DirectLineLimits limits,
        [FromServices] IConversationLog log,
        [FromServices] IAttachmentStore store,
        [FromServices] AttachmentLinks links,
        [FromServices] DirectLineIntake intake,
        [FromServices] IOptions<DirectLineOptions> options,
        CancellationToken ct)
    {
        var admission = gate.Admit(http.Request, conversationId);
        if (admission is Admission.Refused refused)
            return refused.Answer;
        if ((limits.WaitBeforePost(conversationId) ?? limits.WaitBeforeUpload(http.Connection.RemoteIpAddress)) is { } wait)
            return DirectLineError.TooMany(http.Response, wait);
        if (admission is Admission.Owner && await log.LastAsync(conversationId, ct) is null)
            return DirectLineError.ConversationNotFound();
        if (await store.CountAsync(conversationId, ct) >= options.Value.MaxUploadsPerConversation)
            return DirectLineError.Forbidden("The conversation has as many files as one may have.");

        var (upload, problem) = await UploadReader.ReadAsync(http.Request, options.Value, ct);
        if (problem is not null)
            return problem;
        var posted = upload!.Activity ?? new Activity { From = new ChannelAccount(userId) };
        if (posted.From?.Id is null or "")
            posted = posted with { From = new ChannelAccount(userId, posted.From?.Name) };
        if (intake.ProblemOf(posted, admission) is { } refusal)
            return refusal;
        return await intake.TakeAsync(posted with { Attachments = await SaveAsync(upload.Files, conversationId, store, links, ct) }, conversationId, admission, ct);
    }

    /// <summary>
    /// A file, for who has a signed address or a token of its conversation. Only pictures are shown in place; nothing here may
    /// run as a page of this site.
    /// </summary>
    public static async Task<IResult> ReadAsync(
        HttpContext http,
        string conversationId,
        string attachmentId,
        [FromServices] DirectLineGate gate,
        [FromServices] AttachmentLinks links,
        [FromServices] IAttachmentStore store,
        CancellationToken ct)
    {
        if (!links.Admits(conversationId, attachmentId, http.Request) && gate.Admit(http.Request, conversationId) is Admission.Refused refused)
            return refused.Answer;
        if (await store.ReadAsync(conversationId, attachmentId, ct) is not { } file)
            return DirectLineError.AttachmentNotFound();

        var disposition = new ContentDispositionHeaderValue(FileKind.IsPicture(file.ContentType) ? "inline" : "attachment");
        disposition.SetHttpFileName(file.Name);
        var headers = http.Response.Headers;
        headers.ContentDisposition = disposition.ToString();
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.CacheControl = "private, max-age=3600";
        headers["Referrer-Policy"] = "no-referrer";
        return Results.Bytes(file.Content, file.ContentType);
    }

    private static async Task<IReadOnlyList<Attachment>> SaveAsync(
        IReadOnlyList<UploadedFile> files, string conversationId, IAttachmentStore store, AttachmentLinks links, CancellationToken ct)
    {
        var attachments = new List<Attachment>();
        foreach (var file in files)
        {
            var id = links.NameOf(conversationId, file.Content);
            await store.SaveAsync(conversationId, id, file, ct);
            attachments.Add(AttachmentLinks.To(id, file));
        }

        return attachments;
    }
}
