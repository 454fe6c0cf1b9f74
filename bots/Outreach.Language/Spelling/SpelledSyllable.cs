namespace Outreach.Language.Spelling;

/// <summary>A syllable as sounds: its onset apart from how it is spelled before this rhyme.</summary>
internal readonly record struct SpelledSyllable(string Onset, string Rhyme, Tone Tone, bool IsValid, bool IsSlip, string Spelled)
{
    /// <summary>Reads valid syllables and those that break only a rule of spelling (nghành, kan, thuờng).</summary>
    public static bool TryRead(string word, out SpelledSyllable syllable)
    {
        syllable = default;
        if (SyllableRules.TrySplit(word, out var onset, out var rhyme, out var tone))
        {
            syllable = new(onset == "g" && rhyme[0] == 'i' ? "gi" : Sound(onset), rhyme, tone, true, false, Spell(onset == "g" && rhyme[0] == 'i' ? "gi" : onset, rhyme, tone) ?? word);
            return true;
        }

        if (!SyllableRules.TryReadLetters(word, out var body, out tone))
            return false;
        foreach (var start in SyllableRules.Onsets)
        {
            if (!body.StartsWith(start, StringComparison.Ordinal))
                continue;
            var rest = body[start.Length..];
            var slip = SoundTables.Slips.TryGetValue(rest, out var meant);
            var rhymeMeant = slip ? meant! : rest;
            if (Spell(Sound(start), rhymeMeant, tone) is not { } spelled)
                continue;
            syllable = new(Sound(start), rhymeMeant, tone, false, slip, spelled);
            return true;
        }

        return false;
    }

    /// <summary>The letters for the sounds, or null where no syllable is made of them.</summary>
    public static string? Spell(string onset, string rhyme, Tone tone)
    {
        var front = rhyme.Length > 0 && rhyme[0] is 'i' or 'e' or 'ê' or 'y';
        var written = Sound(onset) switch
        {
            "k" => front ? "k" : "c",
            "g" => front ? "gh" : "g",
            "ng" => front ? "ngh" : "ng",
            var other => other,
        };
        var body = written == "gi" && rhyme is ['i', ..] ? "g" + rhyme : written + rhyme;
        var syllable = Syllable.Compose(body, tone);
        return SyllableRules.IsSyllable(syllable) ? syllable : null;
    }

    private static string Sound(string onset) => onset switch
    {
        "c" => "k",
        "gh" => "g",
        "ngh" => "ng",
        _ => onset,
    };
}
