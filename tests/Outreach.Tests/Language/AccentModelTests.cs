using Outreach.Language;
using Outreach.Language.Accents;

namespace Outreach.Tests.Language;

public sealed class AccentModelTests
{
    private static readonly AccentModel Model = AccentModel.Train(
    [
        "Thủ tục đăng ký khai sinh, đăng ký thường trú, đăng ký tạm trú, đăng ký kết hôn",
        "Cấp lại giấy phép lái xe. Cấp đổi giấy chứng nhận quyền sử dụng đất. Cấp bản sao trích lục hộ tịch",
        "Trường hợp hồ sơ đầy đủ, hợp lệ thì cơ quan tiếp nhận hồ sơ và trả kết quả",
        "Công dân nộp hồ sơ trực tuyến tại cổng dịch vụ công quốc gia. Thời hạn giải quyết, lệ phí. Thôn, ấp, xã",
    ]);

    [Theory]
    [InlineData("dang ky khai sinh cho con o dau", "đăng ký khai sinh cho con ở đâu")]
    [InlineData("cap lai giay phep lai xe", "cấp lại giấy phép lái xe")]
    [InlineData("DANG KY TAM TRU", "ĐĂNG KÝ TẠM TRÚ")]
    [InlineData("Nop ho so truc tuyen, le phi bao nhieu?", "Nộp hồ sơ trực tuyến, lệ phí bao nhiêu?")]
    [InlineData("đăng ky khai sinh", "đăng ký khai sinh")]
    public void Marks_are_put_back(string plain, string expected) => Model.Restore(plain).ShouldBe(expected);

    [Theory]
    [InlineData("a marked text is complete", "đăng ký khai sinh cho con ở đâu")]
    [InlineData("codes and addresses", "1.004194 H24.12-261101-0001 a@ky.vn dang.ky.vn")]
    [InlineData("words it has never seen", "blockchain quux")]
    [InlineData("nothing", "")]
    public void What_is_kept_is_kept(string label, string text) => Model.Restore(text).ShouldBe(text, label);

    [Fact]
    public void Names_of_persons_and_places_are_kept()
    {
        Model.Restore("Toi la Nguyen Van Nhe o thon Chu dang ky tam tru").ShouldBe("Tôi là Nguyen Van Nhe ở thôn Chu đăng ký tạm trú");
    }

    [Fact]
    public void Words_come_with_their_key_and_how_sure_they_are()
    {
        var words = Model.RestoreWords(["dang", "ky", "", "thường", "quux", "1.004194"]);
        words.Select(word => word.Text).ShouldBe(["đăng", "ký", "", "thường", "quux", "1.004194"]);
        words[0].Folded.ShouldBe(Syllable.Fold("đăng"));
        words[0].Confidence.ShouldBeGreaterThan(0.9f);
        words[3].Confidence.ShouldBe(1);
        words[4].Confidence.ShouldBe(0);
        words.ShouldAllBe(word => word.Confidence >= 0 && word.Confidence <= 1);
    }

    [Fact]
    public void Candidates_are_ordered_and_add_up_to_one()
    {
        var model = AccentModel.TrainOnly(["đăng ký, đăng bạ, đăng tải, đang làm, đáng giá, hồ sơ đăng ký"]);
        var candidates = model.Candidates("DANG");
        candidates.Select(candidate => candidate.Text).ShouldBe(["đăng", "đang", "đáng"], ignoreOrder: false);
        candidates.Sum(candidate => candidate.Probability).ShouldBe(1, 1e-5);
        model.Candidates("xyz").ShouldBeEmpty();
    }

    [Fact]
    public void Both_spellings_of_a_syllable_are_one_and_the_more_frequent_is_given()
    {
        var model = AccentModel.TrainOnly(["văn hóa, văn hoá, xã hóa, kỳ hạn, kì thi, kỳ họp"]);
        model.Candidates("hoa").ShouldHaveSingleItem().Text.ShouldBe("hóa");
        model.Candidates("ki").ShouldHaveSingleItem().Text.ShouldBe("kỳ");
    }

    [Fact]
    public void A_text_typed_without_marks_teaches_nothing()
    {
        AccentModel.TrainOnly(["dang ky khai sinh cho con o dau"]).Candidates("dang").ShouldBeEmpty();
        AccentModel.Empty.Restore("dang ky").ShouldBe("dang ky");
    }

    [Fact]
    public void The_buffer_must_be_long_enough() =>
        Should.Throw<ArgumentException>(() => Model.RestoreWords(["dang"], Span<AccentedWord>.Empty));
}
