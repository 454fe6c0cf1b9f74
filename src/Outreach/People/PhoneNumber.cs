using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Outreach.People;

/// <summary>
/// A Vietnamese mobile number. Only the shape is checked (<c>[35789]</c> and eight digits after the trunk prefix): new
/// prefixes are given out, and since numbers became portable a prefix says nothing about the operator.
/// </summary>
public sealed partial record PhoneNumber
{
    private readonly string subscriber;

    private PhoneNumber(string subscriber) => this.subscriber = subscriber;

    /// <summary>+84901234567: the form in which it is stored, looked up and given to channels.</summary>
    public string Value => "+84" + subscriber;

    /// <summary>0901234567: the form people write.</summary>
    public string National => "0" + subscriber;

    /// <summary>090•••4567: enough for an officer to recognise, too little to call.</summary>
    public string Masked => Mask(National);

    public override string ToString() => Masked;

    /// <summary>
    /// Reads a number as people and spreadsheets write it: spaces, dots, dashes and brackets, +84, 0084, 84 or 0 in front,
    /// full-width digits. Nine digits with nothing in front are taken as well: a spreadsheet that holds the column as
    /// numbers drops the leading zero, and nothing else Vietnamese has that shape.
    /// </summary>
    /// <param name="reason">One of <see cref="PhoneRefusal"/> when it is refused.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out PhoneNumber? number, [NotNullWhen(false)] out string? reason)
    {
        var compact = Compact(text);
        reason = ReasonAgainst(compact, out var subscriber);
        number = reason is null ? new PhoneNumber(subscriber) : null;
        return number is not null;
    }

    /// <summary>Hides the middle of an address or of what was meant to be one.</summary>
    public static string Mask(string text)
    {
        var compact = Compact(text);
        return compact.Length switch
        {
            >= 9 => $"{compact[..3]}•••{compact[^4..]}",
            >= 5 => $"{compact[..2]}•••{compact[^1..]}",
            0 => "",
            _ => "•••",
        };
    }

    private static string? ReasonAgainst(string compact, out string subscriber)
    {
        subscriber = "";
        if (Rounded().IsMatch(compact))
            return PhoneRefusal.Rounded;
        if (!Written().IsMatch(compact))
            return PhoneRefusal.NotANumber;
        if (International().Match(compact) is { Success: true } foreign && !foreign.Groups["country"].ValueSpan.StartsWith("84"))
            return PhoneRefusal.Foreign;

        subscriber = Prefix().Replace(compact, "");
        return subscriber switch
        {
            ['2', ..] when subscriber.Length is >= 8 and <= 10 => PhoneRefusal.Landline,
            ['1', '2' or '6' or '8' or '9', ..] when subscriber.Length == 10 => PhoneRefusal.OldElevenDigits,
            { Length: < 9 } => PhoneRefusal.TooShort,
            { Length: > 9 } => PhoneRefusal.TooLong,
            ['3' or '5' or '7' or '8' or '9', ..] => null,
            _ => PhoneRefusal.NotMobile,
        };
    }

    /// <summary>Folds full-width forms and drops what people and spreadsheets put between and before digits.</summary>
    private static string Compact(string text)
    {
        var compact = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKC))
        {
            var category = CharUnicodeInfo.GetUnicodeCategory(c);
            var decoration = category is UnicodeCategory.SpaceSeparator or UnicodeCategory.DashPunctuation or UnicodeCategory.Format
                or UnicodeCategory.Control || c is '.' or '(' or ')' or '\'' or '−';
            if (!decoration || (c == '.' && Exponent().IsMatch(text)))
                compact.Append(c);
        }

        return compact.ToString();
    }

    [GeneratedRegex(@"^\+?[0-9]+\z")]
    private static partial Regex Written();

    [GeneratedRegex(@"^[0-9][.,]?[0-9]*[eE]\+?[0-9]+\z")]
    private static partial Regex Rounded();

    [GeneratedRegex(@"[0-9][eE]\+?[0-9]")]
    private static partial Regex Exponent();

    [GeneratedRegex(@"^(\+|00)(?<country>[0-9]*)\z")]
    private static partial Regex International();

    // 84 counts as the country only when a whole number follows: 84 itself opens mobile numbers (084 xxx xxxx). The trunk zero
    // is sometimes kept after it: +84 (0)90 …
    [GeneratedRegex(@"^(?:(?:\+|00)840?|84(?=[0-9]{8})0?|0)")]
    private static partial Regex Prefix();
}
