using System.Globalization;
using System.Resources;

namespace Outreach.Language;

/// <summary>What is written in place of a secret, from <c>SensitiveKindNames.resx</c>.</summary>
public static class SensitiveKindNames
{
    private static readonly ResourceManager Names = new(typeof(SensitiveKindNames));

    /// <summary>"[số thẻ]".</summary>
    public static string Vietnamese(SensitiveKind kind) => Of(kind, CultureInfo.InvariantCulture);

    /// <summary>"[card number]".</summary>
    public static string English(SensitiveKind kind) => Of(kind, CultureInfo.GetCultureInfo("en"));

    private static string Of(SensitiveKind kind, CultureInfo culture) => $"[{Names.GetString(kind.ToString(), culture)}]";
}
