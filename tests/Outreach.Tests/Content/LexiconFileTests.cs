using Outreach.Assistant.Knowledge;
using Outreach.Content;

namespace Outreach.Tests.Content;

public sealed class LexiconFileTests
{
    [Fact]
    public void Every_section_is_read()
    {
        var lexicon = LexiconFile.Parse(
            """
            synonyms:
              - said: [sổ đỏ, sổ hồng]
                means: [giấy chứng nhận]
            abbreviations: { hs: [hồ sơ, học sinh] }
            aspects: { legal_basis: [luật nào] }
            cues: { misconduct: [vòi tiền] }
            stopWords: [ạ]
            frameWords: [thủ tục]
            qualifiers: [lưu động]
            """,
            "a.yaml");
        lexicon.Synonyms.ShouldHaveSingleItem().Said.ShouldBe(["sổ đỏ", "sổ hồng"]);
        lexicon.Abbreviations["hs"].ShouldBe(["hồ sơ", "học sinh"]);
        lexicon.Aspects[Aspect.LegalBasis].ShouldBe(["luật nào"]);
        lexicon.Cues[Cue.Misconduct].ShouldBe(["vòi tiền"]);
        lexicon.StopWords.ShouldBe(["ạ"]);
        lexicon.FrameWords.ShouldBe(["thủ tục"]);
        lexicon.Qualifiers.ShouldBe(["lưu động"]);
    }

    [Theory]
    [InlineData("aspects: { price: [giá] }", "a.yaml: 'aspects' has no entry 'price'")]
    [InlineData("stopwords: [ạ]", "a.yaml:1:")]
    [InlineData("synonyms:\n  - said: sổ đỏ", "a.yaml:2:")]
    [InlineData("cues: [", "a.yaml:1:")]
    public void A_mistake_is_reported_with_its_place(string yaml, string expected) =>
        Should.Throw<FormatException>(() => LexiconFile.Parse(yaml, "a.yaml")).Message.ShouldStartWith(expected);

    [Fact]
    public void Files_of_a_folder_make_one_lexicon_and_readings_add_up()
    {
        var one = LexiconFile.Parse("abbreviations: { tt: [tạm trú] }\nstopWords: [ạ]", "1.yaml");
        var both = one.With(LexiconFile.Parse("abbreviations: { tt: [thủ tục, tạm trú] }", "2.yaml"));
        both.Abbreviations["tt"].ShouldBe(["tạm trú", "thủ tục"]);
        both.StopWords.ShouldBe(["ạ"]);
    }

    [Fact]
    public void An_absent_or_empty_lexicon_is_empty()
    {
        LexiconFile.ReadFolder("no/such/folder").ShouldBe(Lexicon.Empty);
        LexiconFile.Parse("", "a.yaml").Synonyms.ShouldBeEmpty();
    }

    [Fact]
    public void The_lexicon_of_the_repository_covers_every_aspect_and_cue()
    {
        var lexicon = LexiconFile.ReadFolder(Path.Combine(AppContext.BaseDirectory, "content", "lexicon"));
        lexicon.Aspects.Keys.ShouldBe(Enum.GetValues<Aspect>(), ignoreOrder: true);
        lexicon.Cues.Keys.ShouldBe(Enum.GetValues<Cue>(), ignoreOrder: true);
        lexicon.Synonyms.ShouldAllBe(group => group.Said.Count > 0 && group.Means.Count > 0);
    }
}
