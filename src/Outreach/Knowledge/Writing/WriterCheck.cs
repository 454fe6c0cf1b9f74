using System.Globalization;
using System.Text;

namespace Outreach.Knowledge.Writing;

/// <summary>
/// Holds a rephrased answer against the text it was made from. It may change words, never a fact: every number, date, amount,
/// code, abbreviation and address must stand in both, the same things must be denied, and the lines with the source must be
/// the same. It refuses rather too much than too little, since then the original goes out.
/// </summary>
public static class WriterCheck
{
    /// <summary>A rephrasing says the same, so it is about as long.</summary>
    private const double Longest = 1.5;
    private const int Slack = 60;
    private const double Shortest = 0.4;

    /// <summary>Why the rephrasing may not be sent; null when it may.</summary>
    public static string? Refusal(string source, string written)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(written);
        return Length(source, written)
            ?? (written.Any(IsHidden) ? "hidden characters" : null)
            ?? (SourceLines(source).All(line => written.Contains(line, StringComparison.Ordinal)) ? null : "the source is missing")
            ?? Facts(WrittenFacts.Of(Plain(source)), WrittenFacts.Of(Plain(written)));
    }

    /// <summary>From the line that names the source to the end; empty when there is none.</summary>
    public static IReadOnlyList<string> SourceLines(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.Split('\n').Select(line => line.TrimEnd()).ToList();
        var first = lines.FindLastIndex(line => line.StartsWith("Nguồn", StringComparison.Ordinal));
        return first < 0 ? [] : lines[first..];
    }

    private static string? Length(string source, string written)
    {
        if (string.IsNullOrWhiteSpace(written))
            return "empty";
        if (written.Length > source.Length * Longest + Slack)
            return "too long";
        return written.Length < source.Length * Shortest ? "too short" : null;
    }

    private static string? Facts(WrittenFacts source, WrittenFacts written) =>
        New("address", source.Links, written.Links)
        ?? New("number", source.Numbers, written.Numbers)
        ?? New("measure", source.Measures, written.Measures)
        ?? New("abbreviation", source.Capitals, written.Capitals)
        ?? New("exemption", source.Exemptions, written.Exemptions)
        ?? (source.Numbers.FirstOrDefault(number => !written.Numbers.Contains(number)) is { } lost ? $"a number was lost: {lost}" : null)
        ?? (source.Denials != written.Denials ? "something is denied that was not, or no longer is" : null);

    private static string? New(string what, IReadOnlySet<string> source, IReadOnlySet<string> written) =>
        written.FirstOrDefault(fact => !source.Contains(fact)) is { } invented ? $"new {what}: {invented}" : null;

    /// <summary>Zero-width and directional characters, which split a number or a word without showing.</summary>
    private static bool IsHidden(char letter) => letter is not ('\n' or '\r' or '\t') && char.GetUnicodeCategory(letter)
        is UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    /// <summary>Digits and letters in other shapes (full-width, superscript) become their plain ones.</summary>
    private static string Plain(string text) => text.Normalize(NormalizationForm.FormKC);
}
