using System.Text;
using Outreach.Language;
using Outreach.Language.Accents;

namespace Outreach.Tests.Language;

public sealed class SyllablePropertyTests
{
    [Fact]
    public void The_rules_allow_as_many_syllables_as_the_language_can_spell() => SyllableEnumeration.All.Count.ShouldBeInRange(12_000, 22_000);

    [Fact]
    public void Every_syllable_is_among_the_candidates_for_its_plain_letters_once_seen()
    {
        // One group at a time: a model keeps the eight most frequent spellings of the same letters.
        foreach (var sharing in SyllableEnumeration.All.GroupBy(VietnameseMarks.Strip).SelectMany(group => group.Chunk(8)))
        {
            var model = AccentModel.TrainOnly([string.Join(". ", sharing)]);
            foreach (var syllable in sharing)
                model.Candidates(VietnameseMarks.Strip(syllable)).Select(candidate => Syllable.Fold(candidate.Text)).ShouldContain(Syllable.Fold(syllable));
        }
    }

    [Fact]
    public void Keys_of_every_syllable_decode_to_it()
    {
        foreach (var syllable in SyllableEnumeration.All.Where(Syllable.IsMarked))
        {
            Decoded("ddawng kys", KeyEncoder.Telex(syllable)).ShouldBe(Expected(syllable), KeyEncoder.Telex(syllable));
            Decoded("d9a8ng ky1", KeyEncoder.Vni(syllable)).ShouldBe(IsGrade(KeyEncoder.Vni(syllable)) ? KeyEncoder.Vni(syllable) : syllable, KeyEncoder.Vni(syllable));
            Decoded("dda(ng ky'", KeyEncoder.Viqr(syllable) + " va").ShouldBe(syllable + " va", KeyEncoder.Viqr(syllable));
        }

        // A1 is a class of licence.
        static bool IsGrade(string keys) => keys.Length == 2 && keys[0] != 'y';

        // English words win over rare syllables.
        static string Expected(string syllable) => RawTypingTests.IsKept(KeyEncoder.Telex(syllable)) ? KeyEncoder.Telex(syllable) : syllable;

        static string Decoded(string habit, string keys) => RawTyping.Decode($"{habit} {keys}")["đăng ký ".Length..];
    }

    [Fact]
    public void Both_places_of_the_tone_fold_into_one()
    {
        string[] open = ["oa", "oe", "uy"];
        foreach (var onset in SyllableRules.Onsets.Where(onset => onset is not ("qu" or "gi" or "c" or "k" or "ng" or "ngh" or "gh")))
            foreach (var rhyme in open)
                foreach (var mark in "\u0301\u0300\u0309\u0303\u0323")
                    Syllable.Fold(Composed($"{onset}{rhyme[0]}{mark}{rhyme[1]}")).ShouldBe(Syllable.Fold(Composed($"{onset}{rhyme}{mark}")));

        static string Composed(string syllable) => syllable.Normalize(NormalizationForm.FormC);
    }

    [Fact]
    public void Two_syllables_fold_into_one_only_where_spelling_is_free()
    {
        var sharing = SyllableEnumeration.All.GroupBy(Syllable.Fold).Where(group => group.Count() > 1).ToList();
        sharing.SelectMany(group => group).ShouldAllBe(syllable => VietnameseMarks.Strip(syllable).Contains('i') || VietnameseMarks.Strip(syllable).Contains('y'));
        sharing.Count.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void A_syllable_is_recognised_composed_and_decomposed()
    {
        foreach (var syllable in SyllableEnumeration.All)
            SyllableRules.IsSyllable(syllable.Normalize(NormalizationForm.FormD)).ShouldBeTrue(syllable);
    }
}
