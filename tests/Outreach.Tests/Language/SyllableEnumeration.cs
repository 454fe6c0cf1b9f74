using Outreach.Language;

namespace Outreach.Tests.Language;

/// <summary>Every syllable the rules of spelling allow: some 17,000, of which the language uses about 6,000.</summary>
internal static class SyllableEnumeration
{
    public static IReadOnlyList<string> All { get; } =
    [
        .. (from onset in SyllableRules.Onsets
            from rhyme in SyllableRules.Rhymes
            from tone in Enum.GetValues<Tone>()
            let syllable = Syllable.Compose(onset + rhyme, tone)
            where SyllableRules.IsWellFormed(syllable)
            select syllable).Distinct(),
    ];
}
