using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Outreach.Delivery;
using Outreach.Storage;

namespace Outreach.Channels.Email;

/// <summary>Writes a message as an e-mail: text in UTF-8, pictures and documents attached.</summary>
internal static class EmailLetter
{
    /// <exception cref="FileNotFoundException">A picture or document is not in the media store.</exception>
    public static async Task<MailMessage> WriteAsync(MessageContent content, string from, MailAddress to, string id, MediaStore media, CancellationToken ct)
    {
        var mail = new MailMessage(new MailAddress(from), to)
        {
            Subject = OneLine(content.Subject ?? content.Text.Split('\n', 2)[0]),
            Body = content.Text,
            SubjectEncoding = Encoding.UTF8,
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.Base64,
        };

        // The same at every attempt, by which mail systems recognise a repeat; and no holiday notes come back (RFC 3834).
        mail.Headers.Add("Message-ID", id);
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        var pictures = (content.Image is { } first ? [first] : Array.Empty<MessageImage>()).Concat(content.Album ?? []);
        foreach (var (picture, number) in pictures.Select((picture, i) => (picture, i + 1)))
            await AttachAsync(mail, picture.MediaId, $"hinh-{number}{Path.GetExtension(picture.MediaId)}", media, ct);
        if (content.File is { } file)
            await AttachAsync(mail, file.MediaId, file.Name, media, ct);
        return mail;
    }

    /// <summary>A line break in a header would begin another one.</summary>
    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();

    private static async Task AttachAsync(MailMessage mail, string mediaId, string name, MediaStore media, CancellationToken ct)
    {
        mail.Attachments.Add(new Attachment(new MemoryStream(await media.ReadAsync(mediaId, ct)), name, MediaStore.TypeOf(mediaId)) { NameEncoding = Encoding.UTF8 });
    }
}
