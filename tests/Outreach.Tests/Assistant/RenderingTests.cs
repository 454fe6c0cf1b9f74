using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.Json;
using Outreach.Assistant.Dialogs;
using Outreach.Assistant.Knowledge;

namespace Outreach.Tests.Assistant;

/// <summary>One reply, as each channel can show it.</summary>
public sealed class RenderingTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(3, 3)]
    [InlineData(10, 5)]
    public void No_more_buttons_than_the_channel_shows(int most, int shown) =>
        new Visitor(channel: new ChannelAbilities(most, Cards: false, 2000)).Says("đăng ký tạm trú").Reply.SuggestedReplies.Count.ShouldBe(shown);

    [Fact]
    public void Without_buttons_choices_are_numbers_that_work()
    {
        var visitor = new Visitor(channel: new ChannelAbilities(0, Cards: false, 2000)).Says("đăng ký tạm trú")
            .IsAnswered("Trả lời số: 1 Giấy tờ, 2 Lệ phí, 3 Thời hạn, 4 Nộp ở đâu, 5 Nộp trực tuyến.");

        visitor.Says("2").IsAnsweredAbout("1.004194", Aspect.Fee);
        visitor.Says("số 1").IsAnsweredAbout("1.004194", Aspect.Documents);
    }

    [Theory]
    [InlineData("đăng ký tạm trú", 201)]
    [InlineData("dang ky tam tru", 459)]
    public void An_SMS_is_three_segments_at_most_and_the_rest_comes_on_request(string question, int most)
    {
        var visitor = new Visitor(channel: ChannelAbilities.Sms).Says(question);
        var pages = new List<string> { visitor.Reply.Text };
        while (visitor.Reply.State.Rest is not null)
            pages.Add(visitor.Says("xem tiếp").Reply.Text);

        pages.ShouldAllBe(page => page.Length <= most);
        pages.Count.ShouldBeInRange(2, 6);
        string.Join(' ', pages).ShouldContain("1.004194");
        visitor.Says("xem tiếp").Got(Decision.SmallTalk);
    }

    [Fact]
    public void Nothing_is_lost_between_two_pages()
    {
        var whole = new Visitor(channel: new ChannelAbilities(0, Cards: false, 2000)).Says("đăng ký tạm trú").Reply.Text;
        var visitor = new Visitor(channel: ChannelAbilities.Sms).Says("đăng ký tạm trú");
        var words = Words(visitor.Reply.Text);
        while (visitor.Reply.State.Rest is not null)
            words.UnionWith(Words(visitor.Says("xem tiếp").Reply.Text));

        foreach (var fact in (string[])["tạm", "15.000", "7.000", "1.004194", "15/04/2026"])
        {
            whole.ShouldContain(fact);
            words.ShouldContain(word => word.Contains(fact));
        }
    }

    [Fact]
    public void Those_who_write_without_marks_get_none_by_SMS()
    {
        new Visitor(channel: ChannelAbilities.Sms).Says("le phi dang ky tam tru").Reply.Text.ShouldAllBe(letter => letter < 128);
        new Visitor().Says("le phi dang ky tam tru").IsAnswered("Lệ phí");
    }

    [Fact]
    public void A_choice_that_was_offered_is_picked_before_an_option_of_the_same_number() =>
        new Visitor(channel: ChannelAbilities.Sms, remembered: """{"Candidates":["1.004194","1.000894"],"Options":[{"Title":"1","Value":"1"},{"Title":"2","Value":"2"},{"Title":"Gặp cán bộ","Value":"gặp cán bộ"}]}""")
            .Says("2").IsAnsweredAbout("1.000894", null);

    [Fact]
    public void A_number_after_the_choices_is_an_option() =>
        new Visitor(channel: ChannelAbilities.Sms, remembered: """{"Candidates":["1.004194","1.000894"],"Options":[{"Title":"1","Value":"1"},{"Title":"2","Value":"2"},{"Title":"Gặp cán bộ","Value":"gặp cán bộ"}]}""")
            .Says("3").Got(Decision.Handoff);

    [Fact]
    public void A_procedure_has_a_card_where_cards_are_drawn()
    {
        var card = new Visitor().Says("đăng ký tạm trú").Reply.Card.ShouldNotBeNull();

        card.Title.ShouldBe("Đăng ký tạm trú");
        card.Link.ShouldBe(new Uri("https://dichvucong.gov.vn/tam-tru"));
    }

    [Fact]
    public void A_channel_without_cards_gets_none() =>
        new Visitor(channel: new ChannelAbilities(5, Cards: false, 2000)).Says("đăng ký tạm trú").Reply.Card.ShouldBeNull();

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"Procedure":"1.004194","Aspect":"fee","Candidates":["1.004194"],"Introduced":true}""")]
    [InlineData("""{"Procedure":null,"Aspect":null,"Candidates":[],"Introduced":false,"SomethingOfTomorrow":1}""")]
    public void What_was_remembered_by_an_older_version_is_read(string remembered) =>
        new Visitor(remembered: remembered).Says("đăng ký tạm trú").IsAnsweredAbout("1.004194", null);

    [Fact]
    public void A_memory_survives_its_storage()
    {
        var state = new Visitor(channel: ChannelAbilities.Sms).Says("đăng ký tạm trú").Reply.State with
        {
            Guide = GuideStep.Paying,
            Feedback = new FeedbackDraft(FeedbackQuestion.Place, "nội dung"),
        };
        var json = JsonSerializer.Serialize(state);
        JsonSerializer.Serialize(JsonSerializer.Deserialize<ConversationState>(json)).ShouldBe(json);
    }

    [Theory]
    [InlineData("The text of an answer", "Source")]
    [InlineData("A fee", "Fee")]
    [InlineData("A level", "Level")]
    public void Only_what_stands_in_answers_has_no_English(string label, string prefix)
    {
        var texts = new ResourceManager("Outreach.Assistant.Answers.Texts", typeof(Dialog).Assembly);
        var english = Keys(texts, CultureInfo.GetCultureInfo("en"));
        var missing = Keys(texts, CultureInfo.InvariantCulture).Except(english).ToList();

        missing.ShouldContain(key => key.StartsWith(prefix, StringComparison.Ordinal), label);
        missing.ShouldAllBe(key => InAnswers.Any(part => key.StartsWith(part, StringComparison.Ordinal)));
    }

    private static readonly string[] InAnswers =
        ["Source", "Decision", "FaqSource", "Portal", "Fraud", "Heading", "See", "NotStated", "Fee", "PaymentGeneral", "LinkGeneral", "Level", "Agency", "NameAndCode", "LookUp",
         "BriefSource", "Time", "Stale", "Superseded", "ByCode", "LawEnded", "ReplacedBy", "FaqEnded", "Unit"];

    private static HashSet<string> Keys(ResourceManager texts, CultureInfo culture) =>
        [.. texts.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!.Cast<DictionaryEntry>().Select(entry => (string)entry.Key)];

    private static HashSet<string> Words(string text) => [.. text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)];
}
