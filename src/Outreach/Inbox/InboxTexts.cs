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

    private static string Text(string name) => Resources.GetString(name, CultureInfo.InvariantCulture) ?? throw new MissingManifestResourceException(name);
}
