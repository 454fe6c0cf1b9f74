using System.Text;
using Outreach.Language.Privacy;

namespace Outreach.Language;

/// <summary>
/// Finds what a citizen should never send to a chat: card numbers, identity numbers, one-time codes, passwords, bank accounts.
/// Digits may be grouped, full-width, spelled as words or have invisible characters between them. Codes of procedures and
/// dossiers, telephone numbers, amounts and dates are no secrets.
/// </summary>
public static class SensitiveData
{
    private const string Blank = " ";

    /// <summary>The message without its secrets; <paramref name="found"/> tells whether there were any.</summary>
    public static string Remove(string text, out bool found)
    {
        var findings = Find(text);
        found = findings.Count > 0;
        return Replace(text, findings, static _ => Blank);
    }

    /// <summary>The text with a note of what stood there in place of each secret, for logs and for officers: "[số thẻ]".</summary>
    public static string Redact(string text) => Redact(text, SensitiveKindNames.Vietnamese);

    /// <param name="text">Any text.</param>
    /// <param name="note">What to write in place of a secret.</param>
    public static string Redact(string text, Func<SensitiveKind, string> note)
    {
        ArgumentNullException.ThrowIfNull(note);
        return Replace(text, Find(text), note);
    }

    /// <summary>All secrets in their order; none overlap.</summary>
    public static IReadOnlyList<SensitiveFinding> Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return MayHold(text) ? new SecretScan(new PlainView(text)).Find() : [];
    }

    /// <summary>Most messages have neither a number nor a word about passwords and need no more than this look.</summary>
    private static bool MayHold(string text)
    {
        Span<char> plain = text.Length <= 512 ? stackalloc char[text.Length] : new char[text.Length];
        var (length, digits) = (0, 0);
        foreach (var c in text)
        {
            digits += char.IsDigit(c) ? 1 : 0;
            if (!Character.IsInvisible(c) && !Character.IsCombining(c))
                plain[length++] = Character.Comparable(c);
        }

        ReadOnlySpan<char> seen = plain[..length];
        return digits > 2 || seen.ContainsAny(SecretScan.PasswordWords) || SpelledDigits.Any(seen);
    }

    private static string Replace(string text, IReadOnlyList<SensitiveFinding> findings, Func<SensitiveKind, string> note)
    {
        if (findings.Count == 0)
            return text;
        var clean = new StringBuilder(text.Length);
        var at = 0;
        foreach (var finding in findings)
        {
            clean.Append(text, at, finding.Start - at).Append(note(finding.Kind));
            at = finding.End;
        }

        return clean.Append(text, at, text.Length - at).ToString();
    }
}
