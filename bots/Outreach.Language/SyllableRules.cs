using System.Collections.Frozen;
using System.Text;

namespace Outreach.Language;

/// <summary>Which strings are syllables of Vietnamese: onset, rhyme and a tone the rhyme can carry.</summary>
public static class SyllableRules
{
    // Longest first, so that ngh is not read as ng + h.
    private static readonly string[] Onsets =
    [
        "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr",
        "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
    ];

    private static readonly FrozenSet<string> Rhymes = FrozenSet.ToFrozenSet((
        "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây " +
        "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ich im in inh ip it iu ia iêc iêm iên iêng iêp iêt iêu " +
        "o oa oac oach oai oam oan oang oanh oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot " +
        "ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt " +
        "u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uynh uyt uyu " +
        "ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu").Split(' '));

    /// <param name="syllable">Lower case, NFC, with its marks.</param>
    public static bool IsSyllable(string syllable)
    {
        ArgumentNullException.ThrowIfNull(syllable);
        var tone = 0;
        var letters = new StringBuilder(syllable.Length);
        foreach (var c in syllable.Normalize(NormalizationForm.FormD))
        {
            if (c is '\u0300' or '\u0301' or '\u0303' or '\u0309' or '\u0323')
                tone = c;
            else
                letters.Append(c);
        }

        var body = letters.ToString().Normalize(NormalizationForm.FormC);
        return Onsets.Any(onset => body.StartsWith(onset, StringComparison.Ordinal) && Fits(onset, body[onset.Length..], tone));
    }

    private static bool Fits(string onset, string rhyme, int tone)
    {
        if (!Rhymes.Contains(rhyme))
            return false;
        var front = rhyme[0] is 'i' or 'e' or 'ê' or 'y';
        if (onset is "k" or "gh" or "ngh" && !front || onset is "c" or "g" or "ng" && front && !(onset == "g" && rhyme[0] == 'i'))
            return false;
        // A stop at the end takes only sắc and nặng; written without a tone it is not a syllable, but people type it so.
        var stop = rhyme[^1] is 'c' or 'p' or 't' || rhyme.EndsWith("ch", StringComparison.Ordinal);
        return !stop || tone is 0 or '\u0301' or '\u0323';
    }
}
