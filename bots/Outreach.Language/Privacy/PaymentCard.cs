namespace Outreach.Language.Privacy;

/// <summary>Which digits are the number of a payment card.</summary>
internal static class PaymentCard
{
    public const int Shortest = 13;
    public const int Longest = 19;

    /// <summary>Cards are written 4-4-4-4, 4-6-5 or 3-3-3-…; identity numbers 3-3-3-3.</summary>
    public const int ShortestGroup = 3;

    /// <summary>
    /// The longest stretch of whole groups from <paramref name="first"/> on that is a card number, as the number of groups; 0 if
    /// none. What stands after it (month and year, security code) is often written in the same row.
    /// </summary>
    public static int Groups(string text, List<DigitGroup> groups, int first)
    {
        Span<char> digits = stackalloc char[Longest];
        var (length, best) = (0, 0);
        for (var i = first; i < groups.Count && length + groups[i].Length <= Longest; i++)
        {
            text.AsSpan(groups[i].Start, groups[i].Length).CopyTo(digits[length..]);
            length += groups[i].Length;
            // A list of small numbers ("điều 18, 19, 20") is no number in groups; only the last group may be short.
            if (i > first && groups[i - 1].Length < ShortestGroup)
                break;
            if (length >= Shortest && IsIssued(digits[0]) && PassesLuhn(digits[..length]))
                best = i - first + 1;
        }

        return best;
    }

    /// <summary>Cards in use begin with 2 to 6 (Mastercard, JCB, Visa, UnionPay) or 9 (Napas).</summary>
    private static bool IsIssued(char first) => first is (>= '2' and <= '6') or '9';

    private static bool PassesLuhn(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            sum += i % 2 == 0 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit;
        }

        return sum % 10 == 0;
    }
}
