namespace Outreach.Language.Speech;

/// <summary>Numbers as they are said in Vietnamese.</summary>
public static class SpokenNumber
{
    private static readonly string[] Digits = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
    private static readonly string[] Powers = ["", " nghìn", " triệu"];

    /// <summary>The whole number in words: 1.250.015 is "một triệu hai trăm năm mươi nghìn không trăm mười lăm".</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static string Of(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        if (number == 0)
            return Digits[0];

        // A billion is said before the rest and can itself be counted in thousands and millions: "mười hai nghìn tỷ".
        const long billion = 1_000_000_000;
        var (high, low) = (number / billion, number % billion);
        if (high == 0)
            return Below(low, spoken: false);
        return low == 0 ? $"{Of(high)} tỷ" : $"{Of(high)} tỷ {Below(low, spoken: true)}";
    }

    /// <summary>Digit by digit, as telephone numbers and codes are said; everything else is passed over.</summary>
    public static string DigitsOf(string text) => string.Join(' ', text.Where(char.IsAsciiDigit).Select(digit => Digits[digit - '0']));

    /// <param name="spoken">Whether something was said before, so that empty hundreds are said too.</param>
    private static string Below(long number, bool spoken)
    {
        var words = new List<string>();
        for (var power = Powers.Length - 1; power >= 0; power--)
        {
            var group = (int)(number / (long)Math.Pow(1000, power) % 1000);
            if (group > 0)
                words.Add(Group(group, spoken || words.Count > 0) + Powers[power]);
        }

        return string.Join(' ', words);
    }

    private static string Group(int group, bool spoken)
    {
        var (hundreds, tens, ones) = (group / 100, group / 10 % 10, group % 10);
        var words = hundreds > 0 || spoken ? $"{Digits[hundreds]} trăm" : "";
        var rest = (tens, ones) switch
        {
            (0, 0) => "",
            (0, _) => words.Length > 0 ? $"linh {Digits[ones]}" : Digits[ones],
            (1, 0) => "mười",
            (1, 5) => "mười lăm",
            (1, _) => $"mười {Digits[ones]}",
            (_, 0) => $"{Digits[tens]} mươi",
            (_, 1) => $"{Digits[tens]} mươi mốt",
            (_, 4) => $"{Digits[tens]} mươi tư",
            (_, 5) => $"{Digits[tens]} mươi lăm",
            _ => $"{Digits[tens]} mươi {Digits[ones]}",
        };
        return $"{words} {rest}".Trim();
    }
}
