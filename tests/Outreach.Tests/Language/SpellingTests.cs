using Outreach.Language;
using Outreach.Language.Spelling;

namespace Outreach.Tests.Language;

public sealed class SpellingTests
{
    private static readonly SpellingCorrector Corrector = SpellingCorrector.Build(
        [("thường", 90), ("thuong", 10), ("thưởng", 5), ("nhuong", 40), ("truong", 60), ("khai", 80), ("sinh", 70), ("kinh", 30), ("ký", 100), ("hộ", 99)]);

    [Theory]
    [InlineData("known itself", "thuong", "thuong:105:0|truong:60:1|nhuong:40:1")]
    [InlineData("swapped", "thuogn", "thuong:105:0.6")]
    [InlineData("doubled", "khaai", "khai:80:0.7")]
    [InlineData("missing", "thuog", "thuong:105:1")]
    [InlineData("neighbour on the keyboard before a stranger", "dinh", "sinh:70:0.8|kinh:30:1")]
    [InlineData("marks do not matter", "THUỜGN", "thuong:105:0.6")]
    [InlineData("a letter too many at the end", "khaij", "khai:80:1")]
    [InlineData("too short", "kai", "")]
    [InlineData("two slips", "thuggn", "")]
    public void Words_one_slip_away_come_nearest_first(string label, string typed, string expected) =>
        string.Join('|', Corrector.Suggest(typed).Select(found => FormattableString.Invariant($"{found.Word}:{found.Count}:{found.Distance:0.#}"))).ShouldBe(expected, label);

    [Fact]
    public void Every_slip_in_every_word_is_found()
    {
        string[] words = ["thuong", "giay", "dangky", "nghieng"];
        var corrector = SpellingCorrector.Build(words.Select(word => (word, 1)));
        foreach (var word in words)
            foreach (var slip in Slips(word).Where(slip => slip.Length >= 4))
                corrector.Suggest(slip).Select(found => found.Word).ShouldContain(word, slip);
    }

    [Theory]
    [InlineData("nệ", "lệ")]
    [InlineData("xinh", "sinh")]
    [InlineData("sử", "xử")]
    [InlineData("trứng", "chứng")]
    [InlineData("chú", "trú")]
    [InlineData("chủ", "trú")]
    [InlineData("dấy", "giấy")]
    [InlineData("vì", "gì")]
    [InlineData("cướt", "cước")]
    [InlineData("lụt", "lục")]
    [InlineData("cũa", "của")]
    [InlineData("nghành", "ngành")]
    [InlineData("thuờng", "thường")]
    [InlineData("sanh", "sinh")]
    [InlineData("nhứt", "nhất")]
    [InlineData("bịnh", "bệnh")]
    [InlineData("xang", "sang")]
    [InlineData("xinh", "sin")]
    public void What_was_meant_is_among_the_variants(string typed, string meant) =>
        SoundVariants.Of(typed).Select(variant => variant.Syllable).ShouldContain(meant);

    [Fact]
    public void Variants_are_syllables_with_a_rising_penalty_and_never_the_word_itself()
    {
        foreach (var syllable in SyllableEnumeration.All.Where((_, i) => i % 7 == 0))
        {
            var variants = SoundVariants.Of(syllable);
            variants.ShouldAllBe(variant => SyllableRules.IsSyllable(variant.Syllable) && variant.Syllable != syllable);
            variants.ShouldAllBe(variant => variant.Penalty > 0 && variant.Penalty < 1);
            variants.Select(variant => variant.Penalty).ShouldBeInOrder();
        }
    }

    [Theory]
    [InlineData("vneid")]
    [InlineData("online")]
    [InlineData("cccd")]
    [InlineData("")]
    public void What_is_no_syllable_has_no_variants(string word) => SoundVariants.Of(word).ShouldBeEmpty();

    private static IEnumerable<string> Slips(string word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            yield return word.Remove(i, 1);
            yield return word.Insert(i, "x");
            yield return word.Remove(i, 1).Insert(i, "x");
            if (i > 0)
                yield return word[..(i - 1)] + word[i] + word[i - 1] + word[(i + 1)..];
        }

        yield return word + "x";
    }
}
