using System.Globalization;

namespace Outreach.Language;

/// <summary>What single characters are, for <see cref="UnicodeRepair"/>.</summary>
internal static class Character
{
    public const char Joiner = '\u200D';
    public const char EmojiSelector = '\uFE0F';
    private const char TextSelector = '\uFE0E';
    private const char Keycap = '\u20E3';

    /// <summary>
    /// Characters that show nothing: zero-width and direction controls, soft hyphen, selectors, and control characters other
    /// than tab and line breaks.
    /// </summary>
    public static bool IsInvisible(char c) => c switch
    {
        < ' ' => IsControl(c),
        >= '\u007F' and <= '\u009F' => c != '\u0085',
        '\u00AD' or '\u034F' or '\u061C' or '\u115F' or '\u1160' or '\u17B4' or '\u17B5' or '\u3164' or '\uFFA0' => true,
        >= '\u180B' and <= '\u180E' => true,
        >= '\u200B' and <= '\u200F' => true,
        >= '\u202A' and <= '\u202E' => true,
        >= '\u2060' and <= '\u206F' => true,
        >= '\uFE00' and <= '\uFE0F' => true,
        '\uFEFF' or (>= '\uFFF9' and <= '\uFFFB') => true,
        _ => false,
    };

    /// <summary>Control characters of ASCII that are no white space.</summary>
    public static bool IsControl(char c) => c is < ' ' and not ('\t' or '\n' or '\r');

    public static bool JoinsEmoji(char c) => c is Joiner or EmojiSelector or TextSelector;

    /// <summary>Half of a pair, a symbol, or what an emoji sequence has inside.</summary>
    public static bool IsEmojiPart(char c) =>
        IsSymbol(c) || c is EmojiSelector or TextSelector or Keycap or Joiner;

    /// <summary>Half of a surrogate pair, or a symbol of the first plane (♀, ❤).</summary>
    public static bool IsSymbol(char c) =>
        char.IsSurrogate(c) || c > '\u2000' && char.GetUnicodeCategory(c) is
            UnicodeCategory.OtherSymbol or UnicodeCategory.MathSymbol or UnicodeCategory.ModifierSymbol;

    public static bool IsCombining(char c) =>
        c >= '\u0300' && char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    /// <summary>The ASCII character a typographic one stands for.</summary>
    public static char Plain(char c) => c switch
    {
        < '\u0085' => c,
        '\u00A0' or '\u1680' or '\u202F' or '\u205F' or '\u3000' or (>= '\u2000' and <= '\u200A') => ' ',
        '\u0085' or '\u2028' or '\u2029' => '\n',
        (>= '\u2018' and <= '\u201B') or '\u2032' or '\u02BC' => '\'',
        (>= '\u201C' and <= '\u201F') or '\u2033' or '\u00AB' or '\u00BB' => '"',
        (>= '\u2010' and <= '\u2015') or '\u2212' or '\uFE58' or '\uFE63' => '-',
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        _ => c,
    };

    /// <summary>Lower case without marks, ASCII digits and punctuation: one character for one, so that places stay.</summary>
    public static char Comparable(char c)
    {
        var plain = Letters.Plain(Letter(Plain(c)));
        return plain > '\u007F' && char.IsDigit(plain) ? (char)('0' + (int)char.GetNumericValue(plain)) : plain;
    }

    /// <summary>The Vietnamese letter another alphabet's letter is mistaken for: Icelandic eth, African D, pinyin ǎ.</summary>
    public static char Letter(char c) => c switch
    {
        '\u00D0' or '\u0189' or '\u018A' => 'Đ',
        '\u00F0' or '\u0256' or '\u0257' => 'đ',
        '\u01CD' => 'Ă',
        '\u01CE' => 'ă',
        _ => c,
    };
}
