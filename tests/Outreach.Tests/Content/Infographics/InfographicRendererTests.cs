using System.Buffers.Binary;
using System.Globalization;
using Outreach.Assistant.Knowledge;
using Outreach.Content;
using Outreach.Content.Infographics;

namespace Outreach.Tests.Content.Infographics;

public sealed class InfographicRendererTests
{
    private static readonly InfographicRenderer Renderer = new(Samples.Templates);

    [Fact]
    public void A_procedure_becomes_a_picture_in_the_size_of_the_template()
    {
        var picture = Draw(Samples.Birth);
        picture.Png.AsSpan(1, 3).ToArray().ShouldBe("PNG"u8.ToArray());
        BinaryPrimitives.ReadInt32BigEndian(picture.Png.AsSpan(16)).ShouldBe(1080);
        BinaryPrimitives.ReadInt32BigEndian(picture.Png.AsSpan(20)).ShouldBe(1350);
        Renderer.RenderPdf(Samples.Card(Samples.Birth), Samples.Birth, Samples.Today, "Tỉnh Khánh Hòa").AsSpan(0, 5).ToArray().ShouldBe("%PDF-"u8.ToArray());
    }

    [Fact]
    public void The_same_facts_give_the_same_drawing() => Draw(Samples.Residence).Svg.ShouldBe(Draw(Samples.Residence).Svg);

    [Fact]
    public void No_mark_of_the_template_and_no_sample_word_is_left()
    {
        var svg = Draw(Samples.Residence).Svg;
        svg.ShouldNotContain("data-");
        svg.ShouldNotContain("Tờ khai<");
        svg.ShouldNotContain("1.001193");
        svg.ShouldContain("<desc>Các bước và giấy tờ của thủ tục Đăng ký tạm trú</desc>");
    }

    public static TheoryData<string, Procedure, string?> Loads => new()
    {
        { "khai sinh", Samples.Birth, "Cha mẹ đăng ký khai sinh cho con trong 60 ngày kể từ ngày con sinh." },
        { "tạm trú", Samples.Residence, null },
        { "one fact", Samples.Birth with { Documents = [], Fees = [], Time = null, Where = null }, null },
        { "far too much", Samples.Endless, Samples.Many("Kiểm tra kỹ hồ sơ trước khi nộp.", 30) },
        { "one endless word", Samples.Birth with { Time = new string('W', 300), Where = new string('x', 500) }, new string('y', 400) },
    };

    [Theory]
    [MemberData(nameof(Loads))]
    public void Text_never_leaves_its_box_and_cards_never_touch(string label, Procedure procedure, string? note)
    {
        var picture = new DrawnPicture(Renderer.Render(Samples.Card(procedure, note), procedure, Samples.Today, "Tỉnh Khánh Hòa").Svg);
        foreach (var run in picture.Runs)
        {
            var box = run.Card ?? (run.Bottom > 1140 ? new(64, 1156, 800, 1350) : new(64, 0, 1018, 392));
            (run.Left >= box.Left - 1 && run.Right <= box.Right + 1 && run.Top >= box.Top && run.Bottom <= box.Bottom)
                .ShouldBeTrue($"{label}: \"{run.Text}\" at {run} leaves {box}");
            run.Size.ShouldBeGreaterThanOrEqualTo(16, $"{label}: \"{run.Text}\" is too small to read");
        }

        picture.Cards.ShouldNotBeEmpty();
        picture.Cards.ShouldAllBe(card => card.Top >= 428 && card.Bottom <= 1115 && card.Left >= 64 && card.Right <= 1016.5);
        foreach (var (i, card) in picture.Cards.Index())
            picture.Cards.Skip(i + 1).ShouldAllBe(other => other.Left >= card.Right || other.Top >= card.Bottom);
        foreach (var (i, run) in picture.Runs.Index())
            picture.Runs.Skip(i + 1).ShouldAllBe(other => !run.Touches(other));
    }

    [Fact]
    public void What_does_not_fit_ends_in_an_ellipsis()
    {
        new DrawnPicture(Draw(Samples.Endless).Svg).Words.ShouldContain("…");
        new DrawnPicture(Draw(Samples.Birth).Svg).Words.ShouldNotContain("…");
    }

    [Fact]
    public void Facts_with_markup_characters_are_shown_as_they_are()
    {
        var words = WordsOf(Samples.Birth with { Time = "Dưới <b>2</b> ngày & không quá 3 ngày", Documents = ["Bản sao có giá trị \"như bản chính\""] });
        words.ShouldContain("Dưới <b>2</b> ngày & không quá 3 ngày");
        words.ShouldContain("Bản sao có giá trị \"như bản chính\"");
    }

    [Fact]
    public void Facts_not_known_are_left_out()
    {
        var source = new Source("Sở Tư pháp", new DateOnly(2026, 1, 2));
        var words = WordsOf(Samples.Birth with { Fees = [], Where = null, Level = OnlineLevel.Unknown, Link = null, Source = source });
        words.ShouldNotContain("LỆ PHÍ");
        words.ShouldNotContain("NƠI NỘP");
        words.ShouldNotContain("MỨC ĐỘ");
        words.ShouldNotContain("dichvucong");
        words.ShouldNotContain("Công bố tại");
        words.ShouldContain("THỜI HẠN GIẢI QUYẾT");
        words.ShouldContain("Nguồn: Sở Tư pháp, ngày 02/01/2026");
    }

    public static TheoryData<string, Fee, string?> Fees => new()
    {
        { "free", new Fee(0), "Miễn phí" },
        { "an amount", new Fee(1500000), "1.500.000 đồng" },
        { "per copy, online", new Fee(8000, Channel: "online", Per: "bản"), "8.000 đồng/bản nộp trực tuyến" },
        { "until today", new Fee(25000, Until: Samples.Today), "25.000 đồng đến hết ngày 22/11/2026" },
        { "until yesterday", new Fee(25000, Until: Samples.Today.AddDays(-1)), null },
        { "from tomorrow", new Fee(25000, From: Samples.Today.AddDays(1)), null },
        { "only a note", new Fee(null, Note: "Theo nghị quyết của Hội đồng nhân dân tỉnh"), "Theo nghị quyết của Hội đồng nhân dân tỉnh" },
    };

    [Theory]
    [MemberData(nameof(Fees))]
    public void A_fee_is_shown_only_while_it_holds(string label, Fee fee, string? expected)
    {
        var words = WordsOf(Samples.Birth with { Fees = [fee] });
        if (expected is null)
            words.ShouldNotContain("LỆ PHÍ", customMessage: label);
        else
            words.ShouldContain(expected, customMessage: label);
    }

    [Fact]
    public void The_machines_culture_changes_nothing()
    {
        var expected = Draw(Samples.Residence).Svg;
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("fr-FR");
            Draw(Samples.Residence).Svg.ShouldBe(expected);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_picture_of_another_procedure_is_refused() =>
        Should.Throw<ArgumentException>(() => Renderer.Render(Samples.Card(Samples.Birth), Samples.Residence, Samples.Today, "Tỉnh Khánh Hòa"));

    [Fact]
    public void An_empty_picture_is_refused()
    {
        var outdated = Samples.Birth with { Fees = [new Fee(25000, Until: new DateOnly(2025, 12, 31))] };
        var onlyFee = Samples.Card(outdated) with { Show = [InfographicFact.Fee] };
        Should.Throw<ArgumentException>(() => Renderer.Render(onlyFee, outdated, Samples.Today, "Tỉnh Khánh Hòa"))
            .Message.ShouldStartWith("Infographic sample: none of its facts is known on 2026-11-22.");
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("../templates/procedure-card")]
    public void A_missing_template_is_named(string name) =>
        Should.Throw<InfographicTemplateException>(() =>
                Renderer.Render(Samples.Card(Samples.Birth) with { Template = name }, Samples.Birth, Samples.Today, "Tỉnh Khánh Hòa"))
            .Message.ShouldStartWith($"{name}.svg: there is no such template");

    private static InfographicPicture Draw(Procedure procedure) => Renderer.Render(Samples.Card(procedure), procedure, Samples.Today, "Tỉnh Khánh Hòa");

    /// <summary>All words of the picture with lines joined.</summary>
    private static string WordsOf(Procedure procedure) => new DrawnPicture(Draw(procedure).Svg).Words;
}
