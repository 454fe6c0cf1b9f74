using System.Collections.Frozen;
using System.Text;

namespace Outreach.Language;

/// <summary>Which strings are syllables of Vietnamese: onset, rhyme and a tone the rhyme can carry.</summary>
public static class SyllableRules
{
    private const int Longest = 7;

    /// <summary>Ways to begin a syllable, the longest first, so that ngh is not read as ng + h; the last is none at all.</summary>
    public static IReadOnlyList<string> Onsets { get; } =
    [
        "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr",
        "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
    ];

    /// <summary>What follows the onset, without tone.</summary>
    public static IReadOnlyList<string> Rhymes { get; } = (
        "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây " +
        "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ich im in inh ip it iu ia iêc iêm iên iêng iêp iêt iêu " +
        "o oa oac oach oai oam oan oang oanh oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot " +
        "ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt " +
        "u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uynh uyp uyt uyu " +
        "ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y ych yêm yên yêng yêt yêu ynh yt").Split(' ');

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> RhymeSet =
        FrozenSet.ToFrozenSet(Rhymes).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> PlainRhymeSet =
        FrozenSet.ToFrozenSet(Rhymes.Select(VietnameseMarks.Strip)).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether the word is a syllable, or one whose tone was left out before a stop ("các" typed as "cac").</summary>
    /// <param name="syllable">Lower case, NFC or NFD, with its marks.</param>
    public static bool IsSyllable(string syllable)
    {
        ArgumentNullException.ThrowIfNull(syllable);
        return IsSyllable(syllable.AsSpan()) || HasCombining(syllable) && IsSyllable(Composed(syllable).AsSpan());
    }

    /// <summary>Whether the word is written as the rules ask: unlike <see cref="IsSyllable(string)"/> a stop must carry sắc or nặng.</summary>
    /// <param name="syllable">Lower case, NFC.</param>
    public static bool IsWellFormed(string syllable)
    {
        ArgumentNullException.ThrowIfNull(syllable);
        return IsWellFormed(syllable.AsSpan());
    }

    internal static bool IsWellFormed(ReadOnlySpan<char> syllable) =>
        TrySplit(syllable, out _, out var rhyme, out var tone) && !(tone == Tone.Level && IsStopped(rhyme));

    /// <summary>Whether the word is what is left of some syllable without its marks: thuong, quoc, dang.</summary>
    /// <param name="word">Lower case, ASCII.</param>
    public static bool IsPlainSyllable(ReadOnlySpan<char> word)
    {
        var onset = Onset.Of(word);
        return PlainRhymeSet.Contains(word[onset.Length..]) || onset == "gi" && PlainRhymeSet.Contains(word[1..]);
    }

    internal static bool IsSyllable(ReadOnlySpan<char> syllable) => TrySplit(syllable, out _, out _, out _);

    /// <summary>Takes a syllable apart without allocating: onset and rhyme are the strings of the lists.</summary>
    internal static bool TrySplit(ReadOnlySpan<char> syllable, out string onset, out string rhyme, out Tone tone)
    {
        (onset, rhyme, tone) = ("", "", Tone.Level);
        if (syllable.Length is 0 or > Longest)
            return false;
        Span<char> body = stackalloc char[syllable.Length];
        if (!TryReadTone(syllable, body, ref tone))
            return false;
        onset = Onset.Of(body);
        // giêng is g and iêng, gì is g and ì.
        return IsRead(onset, body, tone, out rhyme) || onset == "gi" && IsRead(onset = "g", body, tone, out rhyme);
    }

    private static bool IsRead(string onset, ReadOnlySpan<char> body, Tone tone, out string rhyme) =>
        RhymeSet.TryGetValue(body[onset.Length..], out rhyme!) && Fits(onset, rhyme) && CanCarry(rhyme, tone);

    /// <summary>Letters and tone of a word, whether it is a syllable or not; false for capitals, long words and two tones.</summary>
    internal static bool TryReadLetters(string word, out string body, out Tone tone)
    {
        (body, tone) = ("", Tone.Level);
        if (word.Length is 0 or > Longest)
            return false;
        Span<char> letters = stackalloc char[word.Length];
        if (!TryReadTone(word, letters, ref tone))
            return false;
        body = letters.ToString();
        return true;
    }

    /// <summary>A rhyme that ends in c, ch, p or t is cut off, so that only two tones can be heard.</summary>
    internal static bool IsStopped(string rhyme) => rhyme[^1] is 'c' or 'p' or 't' || rhyme.EndsWith("ch", StringComparison.Ordinal);

    /// <summary>Whether the rhyme is spelled so after the onset: ngh before i, e, ê, ng elsewhere; quê but not quưa.</summary>
    internal static bool Fits(string onset, string rhyme)
    {
        var front = rhyme[0] is 'i' or 'e' or 'ê' or 'y';
        return onset switch
        {
            "k" or "gh" or "ngh" => front,
            "c" or "ng" => !front,
            "g" => !front || rhyme[0] == 'i',
            "gi" => rhyme[0] is not ('i' or 'y'),
            "qu" => rhyme[0] is not ('i' or 'o' or 'u' or 'ư') || rhyme is "i" or "it",
            "" => !rhyme.StartsWith("iê", StringComparison.Ordinal) && rhyme is not ("ych" or "ynh" or "yt"),
            _ => rhyme[0] != 'y' || rhyme == "y",
        };
    }

    /// <summary>A stop without a tone is no syllable, but people type it so.</summary>
    internal static bool CanCarry(string rhyme, Tone tone) => !IsStopped(rhyme) || tone is Tone.Level or Tone.Acute or Tone.Dot;

    private static bool TryReadTone(ReadOnlySpan<char> syllable, Span<char> body, ref Tone tone)
    {
        for (var i = 0; i < syllable.Length; i++)
        {
            if (char.IsUpper(syllable[i]))
                return false;
            body[i] = Letters.Body(syllable[i]);
            if (Letters.ToneOf(syllable[i]) is not Tone.Level and var found)
            {
                if (tone != Tone.Level)
                    return false;
                tone = found;
            }
        }

        return true;
    }

    private static bool HasCombining(string syllable) => syllable.AsSpan().ContainsAnyInRange('\u0300', '\u036F');

    private static string Composed(string syllable) => UnicodeRepair.Repair(syllable).Normalize(NormalizationForm.FormC);
}
