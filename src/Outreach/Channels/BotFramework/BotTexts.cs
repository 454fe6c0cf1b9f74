using System.Globalization;
using System.Resources;

namespace Outreach.Channels.BotFramework;

/// <summary>Words on our own forms, from <c>BotTexts.resx</c>.</summary>
internal static class BotTexts
{
    private static readonly ResourceManager Resources = new(typeof(BotTexts));

    public static string Name => Text(nameof(Name));

    public static string Phone => Text(nameof(Phone));

    public static string PhoneRequired => Text(nameof(PhoneRequired));

    public static string Send => Text(nameof(Send));

    public static string Received => Text(nameof(Received));

    private static string Text(string name) => Resources.GetString(name, CultureInfo.InvariantCulture) ?? throw new MissingManifestResourceException(name);
}
