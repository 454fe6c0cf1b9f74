using Outreach.Language;

namespace Outreach.Tests.Language;

public sealed class SyllableTests
{
    [Theory]
    [InlineData("hoà", "hòa")]
    [InlineData("thuỷ", "thủy")]
    [InlineData("khoẻ", "khỏe")]
    [InlineData("kì", "kỳ")]
    [InlineData("sỹ", "sĩ")]
    [InlineData("quí", "quý")]
    [InlineData("qui", "quy")]
    public void Two_accepted_spellings_fold_into_one(string one, string other) => Syllable.Fold(one).ShouldBe(Syllable.Fold(other));

    [Theory]
    [InlineData("tay", "tai")]
    [InlineData("thuy", "thui")]
    [InlineData("mà", "má")]
    [InlineData("đo", "do")]
    [InlineData("dô", "do")]
    public void Two_words_stay_two(string one, string other) => Syllable.Fold(one).ShouldNotBe(Syllable.Fold(other));

    [Theory]
    [InlineData("nghiêng", true)]
    [InlineData("quyển", true)]
    [InlineData("giấy", true)]
    [InlineData("thường", true)]
    [InlineData("căn", true)]
    [InlineData("nghành", false)]
    [InlineData("kýs", false)]
    [InlineData("các", true)]
    [InlineData("càc", false)]
    [InlineData("vneid", false)]
    public void Only_what_can_be_pronounced_is_a_syllable(string word, bool expected) => SyllableRules.IsSyllable(word).ShouldBe(expected);
}
