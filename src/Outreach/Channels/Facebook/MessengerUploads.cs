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

    private readonly ProviderUploads uploads = new(MessengerChannel.ChannelName, Life, references, media);

    /// <summary>The attachments of a message, or how it ends without one of them.</summary>
    public async Task<(IReadOnlyList<MessengerAttachment> Attachments, SendOutcome? Failure)> PrepareAsync(OutgoingMessage message, CancellationToken ct)
    {
        var attachments = new List<MessengerAttachment>();
        foreach (var item in ItemsOf(message.Content))
        {
            var outcome = await UploadAsync(message.Account, item, ct);
            if (outcome is not SendOutcome.Accepted uploaded)
                return (attachments, outcome);
            attachments.Add(new(item.Type, new(AttachmentId: uploaded.ProviderId)));
        }

        return (attachments, null);
    }

    public async Task ForgetAsync(OutgoingMessage message, CancellationToken ct)
    {
        foreach (var item in ItemsOf(message.Content))
            await uploads.ForgetAsync(message.Account, item.MediaId, ct);
    }

    public void Dispose() => uploads.Dispose();

    private static IEnumerable<Item> ItemsOf(MessageContent content)
    {
        foreach (var image in FacebookPost.PicturesOf(content))
            yield return new("image", image.MediaId, null);
        if (content.File is { } file)
            yield return new("file", file.MediaId, file);
    }

    private Task<SendOutcome> UploadAsync(string account, Item item, CancellationToken ct) => uploads.FindAsync(
        account,
        item.MediaId,
        "no_picture",
        async bytes =>
        {
            using var body = Body(item, bytes);
            var exchange = await graph.PostAsync("/message_attachments", body, graph.MessageUsage, ct);
            return exchange.Outcome(answered => GraphErrors.Outcome(answered, answer => answer.AttachmentId));
        },
        ct);

    private static MultipartContent Body(Item item, byte[] bytes)
    {
        var about = new StringContent(JsonSerializer.Serialize(new MessengerUpload(new(item.Type, new(IsReusable: true))), GraphJson.Default.MessengerUpload));
        about.Headers.ContentDisposition = new("form-data") { Name = "\"message\"" };

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
