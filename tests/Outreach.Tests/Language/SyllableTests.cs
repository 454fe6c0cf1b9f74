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
    [InlineData("quỳnh", true)]
    [InlineData("quýt", true)]
    [InlineData("giêng", true)]
    [InlineData("gì", true)]
    [InlineData("gii", false)]
    [InlineData("Các", false)]
    [InlineData("cáá", false)]
    [InlineData("", false)]
    public void Only_what_can_be_pronounced_is_a_syllable(string word, bool expected) => SyllableRules.IsSyllable(word).ShouldBe(expected);

    [Theory]
    [InlineData("thuong", true)]
    [InlineData("quoc", true)]
    [InlineData("gieng", true)]
    [InlineData("online", false)]
    [InlineData("cccd", false)]
    public void Plain_letters_of_a_syllable_are_known(string word, bool expected) => SyllableRules.IsPlainSyllable(word).ShouldBe(expected);

    [Theory]
    [InlineData("hoa", Tone.Grave, "hòa")]
    [InlineData("hoan", Tone.Grave, "hoàn")]
    [InlineData("quy", Tone.Acute, "quý")]
    [InlineData("thuy", Tone.Hook, "thủy")]
    [InlineData("gia", Tone.Grave, "già")]
    [InlineData("giêng", Tone.Dot, "giệng")]
    [InlineData("khuyu", Tone.Hook, "khuỷu")]
    [InlineData("ươi", Tone.Grave, "ười")]
    [InlineData("ban", Tone.Level, "ban")]
    [InlineData("x", Tone.Acute, "x")]
    public void The_tone_sits_where_most_texts_put_it(string body, Tone tone, string expected) => Syllable.Compose(body, tone).ShouldBe(expected);
}
