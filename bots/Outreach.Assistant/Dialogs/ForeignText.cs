using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using Outreach.Language;

namespace Outreach.Assistant.Dialogs;

/// <summary>Tells text that is clearly not Vietnamese: another script, or English words that are no Vietnamese syllables without marks.</summary>
internal static partial class ForeignText
{
    /// <summary>Words that are nothing in Vietnamese: "the" (thẻ), "long" (lòng), "me" (mẹ), "can" (cần) are not among them.</summary>
    private static readonly FrozenSet<string> English = FrozenSet.ToFrozenSet(
        ["is", "are", "was", "how", "what", "where", "when", "who", "which", "why", "could", "does", "did", "your", "you", "we", "please", "need", "want",
         "for", "of", "with", "and", "get", "apply", "this", "that", "have", "has", "will", "would", "should", "from", "register", "birth", "license", "licence", "help",
         "much", "many", "cost", "know", "tell", "hello", "permit", "residence", "marriage", "certificate", "about", "renew", "lost", "pay"]);

    public static bool Is(string text)
    {
        var (latin, other) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
            if (Rune.IsLetter(rune))
                _ = rune.Value < 0x250 || rune.Value is >= 0x1E00 and < 0x1F00 ? latin++ : other++;
        if (other > latin)
            return true;
        if (Syllable.IsMarked(text))
            return false;
        var words = Words().Matches(text).Select(match => match.Value.ToLowerInvariant()).ToList();
        var english = words.Count(English.Contains);
        return english >= 2 && english * 3 >= words.Count;
    }

    [GeneratedRegex(@"[A-Za-z']+")]
    private static partial Regex Words();
}
