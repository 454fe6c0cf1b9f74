using System.Globalization;
using System.Resources;
using System.Runtime.CompilerServices;
using Outreach.Assistant.Knowledge;

namespace Outreach.Assistant.Answers;

/// <summary>The sentences citizens read, from <c>Texts.resx</c>; menus and the assistant's own sentences also from <c>Texts.en.resx</c>.</summary>
internal sealed partial class Texts(CultureInfo culture)
{
    private static readonly ResourceManager Resources = new(typeof(Texts));

    public static Texts Vietnamese { get; } = new(CultureInfo.InvariantCulture);

    public static Texts English { get; } = new(CultureInfo.GetCultureInfo("en"));

    public string Source => Get();

    public string ShortSource => Get();

    public string Decision => Get();

    public string FaqSource => Get();

    public string Portal => Get();

    public string Fraud => Get();

    public string Heading => Get();

    public string FeeNotStated => Get();

    public string FeeOutside => Get();

    public string FeeFree => Get();

    public string FeeOnline => Get();

    public string FeeCounter => Get();

    public string FeeFrom => Get();

    public string FeeUntil => Get();

    public string PaymentGeneral => Get();

    public string LinkGeneral => Get();

    public string LevelFull => Get();

    public string LevelPartial => Get();

    public string LevelOffline => Get();

    public string LevelUnknown => Get();

    public string Agency => Get();

    public string NameAndCode => Get();

    public string LookUp => Get();

    public string BriefSource => Get();

    public string SeeMore => Get();

    public string SeeAll => Get();

    public string TimeByCase => Get();

    public string TimeWithoutUnit => Get();

    public string Stale => Get();

    public string Superseded => Get();

    public string ByCode => Get();

    public string LawEnded => Get();

    public string ReplacedBy => Get();

    public string FaqEnded => Get();

    public string UnitNow => Get();

    public string UnitSame => Get();

    public string UnitSource => Get();

    public string UnitFiling => Get();

    /// <summary>Title of an aspect: a button, and the heading of the answer.</summary>
    public string Title(Aspect aspect) => Get("Aspect" + aspect);

    /// <summary>Said when the source has nothing on an aspect.</summary>
    public string NotStated(Aspect aspect) => Format(Get("NotStated"), Title(aspect).ToLowerInvariant());

    public static string Format(string text, params object?[] values) => string.Format(CultureInfo.InvariantCulture, text, values);

    private string Get([CallerMemberName] string name = "") =>
        Resources.GetString(name, culture) ?? throw new MissingManifestResourceException($"Texts.resx has no entry '{name}'.");
}
