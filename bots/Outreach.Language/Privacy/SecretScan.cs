using System.Buffers;
using System.Text.RegularExpressions;

namespace Outreach.Language.Privacy;

/// <summary>One pass over one text. What an earlier, more certain rule took is not looked at again.</summary>
internal sealed class SecretScan(PlainView view)
{
    /// <summary>A password is found only after one of these, without marks.</summary>
    public static readonly SearchValues<string> PasswordWords = SearchValues.Create(["khau", "pass", "pwd", "mk "], StringComparison.Ordinal);

    private const int IdentityDigits = 12;

    private readonly List<SensitiveFinding> findings = [];
    private readonly bool[] taken = new bool[view.Text.Length];

    public IReadOnlyList<SensitiveFinding> Find()
    {
        if (view.Text.AsSpan().ContainsAny(PasswordWords))
            TakePasswords();
        if (view.Text.AsSpan().ContainsAnyInRange('0', '9'))
            TakeAllNumbers();
        findings.Sort((one, other) => one.Start.CompareTo(other.Start));
        return findings;
    }

    private void TakeAllNumbers()
    {
        // A word that says "account" or "card" is surer than the shape of what follows.
        Take(Cues.BankAccount(), SensitiveKind.BankAccount);
        Take(Cues.Card(), SensitiveKind.CardNumber);
        Take(Cues.Identity(), SensitiveKind.IdentityNumber);
        foreach (Match match in Cues.Harmless().Matches(view.Text))
            if (IsFree(match.Index, match.Length))
                Mark(match.Index, match.Length);
        TakeNumbers();
        Take(Cues.SecurityCode(), SensitiveKind.CardSecurityCode);
        Take(Cues.CodeAfter(), SensitiveKind.OneTimeCode);
        Take(Cues.CodeBefore(), SensitiveKind.OneTimeCode);
        Take(Cues.Expiry(), SensitiveKind.CardExpiry);
    }

    private void TakeNumbers()
    {
        foreach (var groups in DigitGroups.Find(view.Text, taken))
            for (var first = 0; first < groups.Count; first++)
            {
                if (PaymentCard.Groups(view.Text, groups, first) is > 0 and var count)
                {
                    Add(SensitiveKind.CardNumber, groups[first].Start, groups[first + count - 1].End - groups[first].Start);
                    first += count - 1;
                    TakeExpiryAfter(groups[first].End);
                }
                else if (IdentityGroups(groups, first) is > 0 and var parts)
                {
                    Add(SensitiveKind.IdentityNumber, groups[first].Start, groups[first + parts - 1].End - groups[first].Start);
                    first += parts - 1;
                }
            }
    }

    /// <summary>Twelve digits from here on in whole groups; 0 if there are none, or more digits follow in one.</summary>
    private static int IdentityGroups(List<DigitGroup> groups, int first)
    {
        var digits = 0;
        for (var i = first; i < groups.Count && digits < IdentityDigits && groups[i].Length >= PaymentCard.ShortestGroup; i++)
            if ((digits += groups[i].Length) == IdentityDigits && (first == 0 || groups[first].Length == IdentityDigits))
                return i == groups.Count - 1 || groups[first].Length == IdentityDigits ? i - first + 1 : 0;
        return 0;
    }

    private void TakeExpiryAfter(int end)
    {
        if (Cues.ExpiryAfterCard().Match(view.Text, end) is { Success: true } match)
        {
            Take(match.Groups["digits"], SensitiveKind.CardExpiry);
            Take(match.Groups["code"], SensitiveKind.CardSecurityCode);
        }
    }

    private void TakePasswords()
    {
        foreach (Match match in Cues.Password().Matches(view.Text))
        {
            var value = match.Groups["value"];
            var named = match.Groups["link"].ValueSpan.ContainsAny(':', '=');
            if (PasswordValue.IsSecret(value.Value, view.Original(value.Index, value.Length), named) && IsFree(value.Index, value.Length))
                Add(SensitiveKind.Password, value.Index, value.Length);
        }
    }

    private void Take(Regex cue, SensitiveKind kind)
    {
        foreach (Match match in cue.Matches(view.Text))
            Take(match.Groups["digits"], kind);
    }

    private void Take(Group digits, SensitiveKind kind)
    {
        if (digits.Success && IsFree(digits.Index, digits.Length))
            Add(kind, digits.Index, digits.Length);
    }

    private void Add(SensitiveKind kind, int start, int length)
    {
        Mark(start, length);
        findings.Add(view.Locate(kind, start, length));
    }

    private bool IsFree(int start, int length) => taken.AsSpan(start, length).IndexOf(true) < 0;

    private void Mark(int start, int length) => taken.AsSpan(start, length).Fill(true);
}
