using System.Text.RegularExpressions;

namespace Outreach.Language;

/// <summary>Cuts text into syllables and keeps codes, legal numbers and amounts whole.</summary>
public static partial class Tokenizer
{
    public static IReadOnlyList<Token> Tokenize(string text)
    {
        var tokens = new List<Token>();
        foreach (Match match in Pieces().Matches(UnicodeRepair.Repair(text)))
            tokens.Add(Read(match, tokens.Count > 0 ? tokens[^1].Text : ""));
        return tokens;
    }

    private static Token Read(Match match, string previous)
    {
        if (match.Groups["dossier"].Success)
            return new(match.Value.ToUpperInvariant(), TokenKind.DossierCode);
        if (match.Groups["law"].Success)
            return new(Spaces().Replace(match.Value, "").ToUpperInvariant(), TokenKind.LegalNumber);
        if (match.Groups["code"].Success)
            return new(Spaces().Replace(match.Value, "").Replace(',', '.'), TokenKind.ProcedureCode);
        if (match.Groups["bare"].Success)
            return new($"{match.Value[0]}.{match.Value[1..]}", TokenKind.BareCode);
        if (match.Groups["amount"].Success)
            return new(match.Value.Replace(",", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal), TokenKind.Number);

        var word = match.Value.ToLowerInvariant();
        if (word.All(char.IsAsciiDigit))
            return new(word.TrimStart('0') is { Length: > 0 } digits ? digits : "0", TokenKind.Number);
        return Roman(word) is { } number && IsGraded(previous)
            ? new(number, TokenKind.Number)
            : new(Repeats().Replace(word, "$1"), TokenKind.Word);
    }

    /// <summary>"loại I" and "loại 1" are the same grade; elsewhere i and v are words.</summary>
    private static bool IsGraded(string previous) => VietnameseMarks.Strip(previous) is "loai" or "hang" or "cap" or "nhom" or "muc" or "bac" or "quy";

    private static string? Roman(string word) => word switch
    {
        "i" => "1",
        "ii" => "2",
        "iii" => "3",
        "iv" => "4",
        "v" => "5",
        "vi" => "6",
        _ => null,
    };

    // Dossier codes: H24.12-261101-0001, 000.00.12.H24-261101-0001, PAKN.20200812.0012.
    [GeneratedRegex(
        """
        (?<dossier>\bPAKN\.\d{8}\.\d{4}\b | \b(?:\d{3}\.\d{2}\.\d{2}\.)?[A-Z]\d{2}(?:\.\d+)*-\d{6}-\d{3,6}\b)
        |(?<law>\b\d+(?:\.\d+)?\s?/\s?(?:\d{4}\s?/\s?)?[A-ZĐ]{2,}\d*(?:\s?-\s?[A-ZĐ]{2,}\d*)*\b)
        |(?<code>(?<![\d.,])[1-9][.,]\s?\d{6}(?:\.\d{2})?(?![\d]|[.,]\d))
        |(?<bare>(?<![\d.,])[1-6]\d{6}(?![\d]|[.,]\d))
        |(?<amount>(?<![\d.,])\d{1,3}(?:[.,]\d{3})+(?!\d))
        |[\p{L}\p{M}\p{N}]+
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pieces();

    // "đcccc", "ơiiii": three or more of a letter are emphasis.
    [GeneratedRegex(@"(\p{L})\1{2,}")]
    private static partial Regex Repeats();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
