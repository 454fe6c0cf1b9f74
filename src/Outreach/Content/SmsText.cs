using System.Globalization;
using System.Text;
using Outreach.Language;

namespace Outreach.Content;

/// <summary>A text made fit for SMS: without marks, in characters that every phone and gateway knows, as far as that can be done.</summary>
/// <param name="Text">What may be sent.</param>
/// <param name="Dropped">Emoji, symbols and signs of formatting that were left out, each named once; the author should know.</param>
/// <param name="Outside">Characters without a plain form, each once: they stay, and make the whole text UCS-2.</param>
public sealed record SmsText(string Text, IReadOnlyList<Rune> Dropped, IReadOnlyList<Rune> Outside)
{
    // Refused by many Vietnamese brand-name routes, although GSM-7 has them all.
    private const string Forbidden = "<#&%[]{}\\@";

    public SmsLength Length => SmsLength.Measure(Text);

    /// <summary>
    /// "Kính gửi Ông Nguyễn Đức Ước – thử" → "Kinh gui Ong Nguyen Duc Uoc - thu". Takes composed and decomposed letters; quotes,
    /// dashes, dots and spaces of the typographer become the plain ones, invisible characters go.
    /// </summary>
    public static SmsText Plain(string text)
    {
        List<Rune> dropped = [], outside = [];
        var plain = new StringBuilder(text.Length);
        foreach (var rune in VietnameseMarks.Strip(UnicodeRepair.Repair(text)).EnumerateRunes().Select(Plain))
        {
            if (IsPicture(rune))
                dropped.Add(rune);
            // The space before a dropped picture must not join the one after it.
            else if (rune.Value != ' ' || dropped.Count == 0 || plain.Length == 0 || plain[^1] != ' ')
                plain.Append(rune.ToString());
            if (!IsPicture(rune) && SmsLength.FirstOutsideGsm7(rune.ToString()) is not null)
                outside.Add(rune);
        }

        return new(plain.ToString().Trim(), [.. dropped.Distinct()], [.. outside.Distinct()]);
    }

    /// <summary>Characters that brand-name gateways commonly refuse, each once. The label in front is theirs and does not count.</summary>
    public static IReadOnlyList<char> RefusedByGateways(string text, string? label = null)
    {
        var rest = label is not null && text.StartsWith(label, StringComparison.Ordinal) ? text[label.Length..] : text;
        return [.. rest.Where(c => Forbidden.Contains(c, StringComparison.Ordinal)).Distinct()];
    }

    // What UnicodeRepair keeps because a page may show it.
    private static Rune Plain(Rune rune) => rune.Value switch
    {
        '\t' or '\u2028' or '\u2029' => new(' '),
        '«' or '»' or '„' or '‟' or '″' => new('"'),
        '‹' or '›' or '‚' or '‛' or '′' or '`' => new('\''),
        '•' or '·' or '‣' or '●' or '▪' or '―' => new('-'),
        '×' => new('x'),
        '₫' => new('d'),
        _ => rune,
    };

    private static bool IsPicture(Rune rune) =>
        rune.Value is >= 0xFE00 and <= 0xFE0F
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            && SmsLength.FirstOutsideGsm7(rune.ToString()) is not null;
}
