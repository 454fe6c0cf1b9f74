namespace Outreach.Language.Spelling;

/// <summary>
/// Other spellings of a syllable that a writer of some region, a hurried hand or a speech recogniser would produce: l/n, s/x,
/// tr/ch, r/d/gi, final n/ng and t/c, hỏi/ngã, i/y, ngh/ng, ươ with one mark missing. For a second look when the first finds nothing.
/// </summary>
public static class SoundVariants
{
    private const float WrongOnsetSpelling = 0.1f;
    private const float MarkSlip = 0.1f;

    /// <summary>Two mix-ups in one syllable add up; beyond this they are no longer the same word.</summary>
    private const float Highest = 0.85f;

    /// <summary>
    /// The variants, the likeliest first, without the syllable itself: all valid syllables. Empty where the word is none, not even
    /// by a slip ("nghành" and "thuờng" are).
    /// </summary>
    /// <param name="syllable">NFC, any case; without marks only onset and final vary.</param>
    public static IReadOnlyList<SoundVariant> Of(string syllable)
    {
        ArgumentNullException.ThrowIfNull(syllable);
        var word = syllable.ToLowerInvariant();
        if (!SpelledSyllable.TryRead(word, out var read))
            return [];
        var found = new Dictionary<string, float>(StringComparer.Ordinal);
        var start = read.IsValid ? 0 : read.IsSlip ? MarkSlip : WrongOnsetSpelling;
        foreach (var (onset, onsetPenalty) in OnsetsOf(read.Onset))
            foreach (var (rhyme, rhymePenalty) in RhymesOf(read.Rhyme))
                foreach (var (tone, tonePenalty) in TonesOf(read.Tone, word))
                    Add(found, onset, rhyme, tone, start + onsetPenalty + rhymePenalty + tonePenalty);
        found.Remove(word);
        found.Remove(read.Spelled);
        if (!read.IsValid && SpelledSyllable.Spell(read.Onset, read.Rhyme, read.Tone) is { } repaired)
            found[repaired] = start;
        return [.. found.OrderBy(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new SoundVariant(pair.Key, pair.Value))];
    }

    private static void Add(Dictionary<string, float> found, string onset, string rhyme, Tone tone, float penalty)
    {
        if (penalty > Highest || SpelledSyllable.Spell(onset, rhyme, tone) is not { } spelled)
            return;
        if (!found.TryGetValue(spelled, out var held) || penalty < held)
            found[spelled] = penalty;
    }

    private static IEnumerable<(string, float)> OnsetsOf(string onset) => [(onset, 0f), .. SoundTables.Onsets.GetValueOrDefault(onset, [])];

    private static IEnumerable<(string, float)> RhymesOf(string rhyme) => [(rhyme, 0f), .. SoundTables.Rhymes.GetValueOrDefault(rhyme, [])];

    /// <summary>What was typed without any mark has no tone to mistake.</summary>
    private static IEnumerable<(Tone, float)> TonesOf(Tone tone, string word) =>
        [(tone, 0f), .. Syllable.IsMarked(word) ? SoundTables.Tones.GetValueOrDefault(tone, []) : []];
}
