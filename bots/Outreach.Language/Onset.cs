namespace Outreach.Language;

/// <summary>Reads how a syllable begins. Gives the same few strings again and again instead of cutting new ones.</summary>
internal static class Onset
{
    /// <summary>The longest onset the letters begin with; none where they begin with a vowel.</summary>
    public static string Of(ReadOnlySpan<char> body) => body switch
    {
        ['n', 'g', 'h', ..] => "ngh",
        ['n', 'g', ..] => "ng",
        ['n', 'h', ..] => "nh",
        ['c', 'h', ..] => "ch",
        ['g', 'h', ..] => "gh",
        ['g', 'i', ..] => "gi",
        ['k', 'h', ..] => "kh",
        ['p', 'h', ..] => "ph",
        ['q', 'u', ..] => "qu",
        ['t', 'h', ..] => "th",
        ['t', 'r', ..] => "tr",
        ['b' or 'c' or 'd' or 'đ' or 'g' or 'h' or 'k' or 'l' or 'm' or 'n' or 'p' or 'r' or 's' or 't' or 'v' or 'x', ..] => Single(body[0]),
        _ => "",
    };

    private static string Single(char consonant) => consonant switch
    {
        'b' => "b", 'c' => "c", 'd' => "d", 'đ' => "đ", 'g' => "g", 'h' => "h", 'k' => "k", 'l' => "l", 'm' => "m",
        'n' => "n", 'p' => "p", 'r' => "r", 's' => "s", 't' => "t", 'v' => "v", _ => "x",
    };
}
