using System.Globalization;
using Outreach.Inbox;

namespace Outreach.Channels.Telegram;

/// <summary>What came with the words. Telegram keeps files and gives them out by file_id (getFile, at most 20 MB).</summary>
internal static class TelegramFiles
{
    public static IncomingDetails? Of(TelegramMessage message)
    {
        List<IncomingFile> files =
        [
            // The sizes of one picture, ascending.
            .. One("image", message.Photo is [.., var largest] ? largest : null),
            .. One("file", message.Document),
            .. One("audio", message.Voice ?? message.Audio),
            .. One("video", message.Video),
            .. One("sticker", message.Sticker),
        ];
        if (message.Location is { } place)
            files.Add(new IncomingFile("location", At(place)));
        return files.Count > 0 ? new IncomingDetails(files) : null;
    }

    private static IEnumerable<IncomingFile> One(string kind, TelegramMedium? medium) =>
        medium?.FileId is { Length: > 0 } id ? [new IncomingFile(kind, ProviderId: id, Name: medium.FileName, ContentType: medium.MimeType)] : [];

    /// <summary>As RFC 5870 writes a place.</summary>
    private static Uri At(TelegramPlace place) => new(string.Create(CultureInfo.InvariantCulture, $"geo:{place.Latitude},{place.Longitude}"));
}
