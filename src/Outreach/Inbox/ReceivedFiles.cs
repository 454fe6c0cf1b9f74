using System.Globalization;
using Outreach.Delivery;

namespace Outreach.Inbox;

/// <summary>
/// Answers files that came without words. The assistant reads none of them, so it says so, says who does, and asks what it is about;
/// what it remembers of the conversation stays, so the next words go on from there.
/// </summary>
internal static class ReceivedFiles
{
    private const string Sticker = "sticker";

    /// <summary>A sticker is a mood and no file.</summary>
    public static bool IsAll(WaitingMessage message) =>
        message.Kind == IncomingKind.Message && string.IsNullOrWhiteSpace(message.Text) && message.Details?.Files?.Any(file => file.Kind != Sticker) == true;

    public static Handling Answer(WaitingMessage message, ChannelLimits limits)
    {
        var what = Name([.. message.Details!.Files!.Where(file => file.Kind != Sticker)]);
        if (Assistance.IsTakingFeedback(message))
            return new Handling(message.State, [new MessageContent(Said(InboxTexts.FilesInFeedback, what))]);
        IReadOnlyList<MessageButton>? buttons = limits.Buttons > 0 ? [new MessageButton(InboxTexts.MeetOfficer)] : null;
        return new Handling(message.State, [new MessageContent(Said(InboxTexts.FilesReceived, what), Buttons: buttons)]);
    }

    private static string Said(string text, string what) => text.Replace("{0}", what, StringComparison.Ordinal);

    /// <summary>Like "2 ảnh"; files of several kinds together are "tệp".</summary>
    private static string Name(List<IncomingFile> files)
    {
        var kinds = files.Select(KindOf).Distinct().ToList();
        var name = kinds is [var kind] ? kind : InboxTexts.FileAny;
        return files.Count == 1 ? name : $"{files.Count.ToString(CultureInfo.InvariantCulture)} {name}";
    }

    private static string KindOf(IncomingFile file) => file.Kind switch
    {
        "image" or "photo" or "gif" => InboxTexts.FileImage,
        "audio" or "voice" => InboxTexts.FileVoice,
        "video" => InboxTexts.FileVideo,
        "contact" => InboxTexts.FileContact,
        "link" or "fallback" => InboxTexts.FileLink,
        "location" => InboxTexts.FileLocation,
        _ when file.ContentType?.StartsWith("image/", StringComparison.Ordinal) == true => InboxTexts.FileImage,
        _ => InboxTexts.FileAny,
    };
}
