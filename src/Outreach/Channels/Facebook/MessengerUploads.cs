using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Outreach.Delivery;
using Outreach.Storage;

namespace Outreach.Channels.Facebook;

/// <summary>
/// Gives pictures and documents to Messenger once (<c>/{page}/message_attachments</c>) and remembers what it calls them. Nothing of
/// an upload reaches a citizen, so one without an answer is repeated.
/// </summary>
internal sealed class MessengerUploads(GraphClient graph, ProviderMediaStore references, MediaStore media) : IDisposable
{
    /// <summary>Meta names no life of an attachment; what it no longer knows is forgotten and uploaded again.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromDays(60);

    private readonly SemaphoreSlim uploading = new(1, 1);

    /// <summary>The attachments of a message, or how it ends without one of them.</summary>
    public async Task<(IReadOnlyList<MessengerAttachment> Attachments, SendOutcome? Failure)> PrepareAsync(OutgoingMessage message, CancellationToken ct)
    {
        var attachments = new List<MessengerAttachment>();
        foreach (var item in ItemsOf(message.Content))
        {
            var reference = await references.FindAsync(MessengerChannel.ChannelName, message.Account, item.MediaId, ct);
            if (reference is null)
            {
                var outcome = await UploadOnceAsync(message.Account, item, ct);
                if (outcome is not SendOutcome.Accepted uploaded)
                    return (attachments, outcome);
                reference = uploaded.ProviderId;
            }

            attachments.Add(new(item.Type, new(AttachmentId: reference)));
        }

        return (attachments, null);
    }

    public async Task ForgetAsync(OutgoingMessage message, CancellationToken ct)
    {
        foreach (var item in ItemsOf(message.Content))
            await references.ForgetAsync(MessengerChannel.ChannelName, message.Account, item.MediaId, ct);
    }

    public void Dispose() => uploading.Dispose();

    private static IEnumerable<Item> ItemsOf(MessageContent content)
    {
        foreach (var image in FacebookPost.PicturesOf(content))
            yield return new("image", image.MediaId, null);
        if (content.File is { } file)
            yield return new("file", file.MediaId, file);
    }

    /// <summary>The first who needs it uploads; the others wait for that.</summary>
    private async Task<SendOutcome> UploadOnceAsync(string account, Item item, CancellationToken ct)
    {
        if (media.PathOf(item.MediaId) is null)
            return new SendOutcome.Rejected("no_picture", $"{item.MediaId} is not in the media store");

        await uploading.WaitAsync(ct);
        try
        {
            if (await references.FindAsync(MessengerChannel.ChannelName, account, item.MediaId, ct) is { } known)
                return new SendOutcome.Accepted(known);
            using var body = await BodyAsync(item, ct);
            var exchange = await graph.PostAsync("/message_attachments", body, graph.MessageUsage, ct);
            var outcome = exchange.Outcome(answered => GraphErrors.Outcome(answered, answer => answer.AttachmentId));
            if (outcome is SendOutcome.Accepted uploaded)
                await references.SaveAsync(MessengerChannel.ChannelName, account, item.MediaId, uploaded.ProviderId, Life, ct);
            return outcome is SendOutcome.Unconfirmed lost ? new SendOutcome.Postponed("Upload: " + lost.Reason) : outcome;
        }
        finally
        {
            uploading.Release();
        }
    }

    private async Task<MultipartContent> BodyAsync(Item item, CancellationToken ct)
    {
        var about = new StringContent(JsonSerializer.Serialize(new MessengerUpload(new(item.Type, new(IsReusable: true))), GraphJson.Default.MessengerUpload));
        about.Headers.ContentDisposition = new("form-data") { Name = "\"message\"" };
        var bytes = await media.ReadAsync(item.MediaId, ct);

        // UTF-8 in the parts' headers, as RFC 7578 has it: .NET would wrap a Vietnamese name in MIME's encoding, which the citizen would see.
        var body = new MultipartContent("form-data") { HeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        body.Add(about);
        body.Add(item.File is null ? ProviderHttp.Picture("filedata", item.MediaId, bytes) : Document(item.File, bytes));
        return body;
    }

    private static ByteArrayContent Document(MessageFile file, byte[] bytes)
    {
        var name = string.Concat(file.Name.Where(c => !char.IsControl(c) && c is not ('"' or '\\')));
        var part = new ByteArrayContent(bytes);
        part.Headers.ContentType = MediaTypeHeaderValue.TryParse(file.ContentType, out var type) ? type : new("application/octet-stream");
        part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"filedata\"; filename=\"{name}\"");
        return part;
    }

    private sealed record Item(string Type, string MediaId, MessageFile? File);
}
