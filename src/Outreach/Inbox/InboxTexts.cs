using System.Globalization;
using System.Resources;

namespace Outreach.Inbox;

/// <summary>Words of the inbox itself, from <c>InboxTexts.resx</c>.</summary>
internal static class InboxTexts
{
    private static readonly ResourceManager Resources = new(typeof(InboxTexts));

    public static string OptedOut => Text(nameof(OptedOut));

    public static string OptedIn => Text(nameof(OptedIn));

    private static string Text(string name) => Resources.GetString(name, CultureInfo.InvariantCulture) ?? throw new MissingManifestResourceException(name);
}
