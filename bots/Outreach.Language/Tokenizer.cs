using System.Globalization;
using System.Text.RegularExpressions;

namespace Outreach.Language;

/// <summary>Cuts text into syllables and keeps codes, legal numbers and amounts whole.</summary>
public static partial class Tokenizer
{
    /// <summary>The pieces of a text in their order; punctuation is left out.</summary>
    public static IReadOnlyList<Token> Tokenize(string text)
    {
        var repaired = UnicodeRepair.Repair(text);
        var tokens = new List<Token>(repaired.Length / 4 + 1);
        if (HasNumber(repaired))
            foreach (Match match in Pieces().Matches(repaired))
                tokens.Add(Read(match, tokens.Count > 0 ? tokens[^1].Text : ""));
        else
            ReadWords(repaired, tokens);
        return tokens;
    }

    /// <summary>Without a digit there can be no code, so that the usual question is read without the patterns.</summary>
    private static void ReadWords(string text, List<Token> tokens)
    {
        for (var start = 0; start < text.Length; start++)
        {
            var end = start;
            while (end < text.Length && IsInWord(text[end]))
                end++;
            if (end == start)
                continue;
            tokens.Add(ReadWord(text[start..end].ToLowerInvariant(), tokens.Count > 0 ? tokens[^1].Text : ""));
            start = end;
        }
    }

    private static bool HasNumber(string text)
    {
        foreach (var c in text)
            if (char.IsNumber(c))
                return true;
        return false;
    }

    private static bool IsInWord(char c) => char.IsAsciiLetter(c) || c > '\u007F' && (char.IsLetter(c) || char.GetUnicodeCategory(c)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark);

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
        return ReadWord(word, previous);
    }

    private static Token ReadWord(string word, string previous) => Roman(word) is { } number && IsGraded(previous)
        ? new(number, TokenKind.Number)
        : new(HasRepeats(word) ? Repeats().Replace(word, "$1") : word, TokenKind.Word);

    private static bool HasRepeats(string word)
    {
        for (var i = 2; i < word.Length; i++)
            if (word[i] == word[i - 1] && word[i] == word[i - 2])
                return true;
        return false;
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
