using System.Globalization;
using System.Resources;

namespace Outreach.Inbox;

/// <summary>Words of the inbox itself, from <c>InboxTexts.resx</c>.</summary>
internal static class InboxTexts
{
    private static readonly ResourceManager Resources = new(typeof(InboxTexts));

    public static string OptedOut => Text(nameof(OptedOut));

    public static string OptedIn => Text(nameof(OptedIn));

    /// <summary>With the number, its middle hidden, in place of {0}.</summary>
    public static string ContactShared => Text(nameof(ContactShared));

    public static string ContactNoted => Text(nameof(ContactNoted));

    public static string ContactUnreadable => Text(nameof(ContactUnreadable));

    /// <summary>With what came in place of {0}.</summary>
    public static string FilesReceived => Text(nameof(FilesReceived));

    /// <summary>With what came in place of {0}.</summary>
    public static string FilesInFeedback => Text(nameof(FilesInFeedback));

    public static string MeetOfficer => Text(nameof(MeetOfficer));

    public static string FileImage => Text(nameof(FileImage));

    public static string FileVoice => Text(nameof(FileVoice));

    public static string FileVideo => Text(nameof(FileVideo));

    public static string FileLocation => Text(nameof(FileLocation));

    public static string FileContact => Text(nameof(FileContact));

    public static string FileLink => Text(nameof(FileLink));

    public static string FileAny => Text(nameof(FileAny));

    private static string Text(string name) => Resources.GetString(name, CultureInfo.InvariantCulture) ?? throw new MissingManifestResourceException(name);
}
