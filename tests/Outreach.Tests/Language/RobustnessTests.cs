using System.Diagnostics;
using System.Text;
using Outreach.Language;
using Outreach.Language.Accents;
using Outreach.Language.Spelling;
using Outreach.Language.Values;

namespace Outreach.Tests.Language;

/// <summary>Whatever is typed, no function of the library throws, and none takes more than its share of time.</summary>
public sealed class RobustnessTests
{
    private const int Seeds = 1000;
    private const int Long = 100_000;

    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly AccentModel Model = AccentModel.Train(["đăng ký khai sinh cho con ở đâu", "hồ sơ đăng ký thường trú"]);
    private static readonly SpellingCorrector Corrector = SpellingCorrector.Build([("khai", 3), ("sinh", 2), ("thuong", 5)]);

    public static TheoryData<string, Action<string>> Functions => new()
    {
        { "repair", text => UnicodeRepair.Repair(text) },
        { "legacy", text => LegacyEncoding.Decode(text) },
        { "tcvn3", text => LegacyEncoding.Decode(text, LegacyKind.Tcvn3) },
        { "vni", text => LegacyEncoding.Decode(text, LegacyKind.VniWindows) },
        { "raw typing", text => RawTyping.Decode(text) },
        { "tokens", text => Tokenizer.Tokenize(text) },
        { "fold", text => Syllable.Fold(text) },
        { "compose", text => Syllable.Compose(text, Tone.Acute) },
        { "syllable", text => SyllableRules.IsSyllable(text) },
        { "well formed", text => SyllableRules.IsWellFormed(text) },
        { "plain syllable", text => SyllableRules.IsPlainSyllable(text) },
        { "strip", text => VietnameseMarks.Strip(text) },
        { "train", text => AccentModel.Train([text]) },
        { "restore", text => Model.Restore(text) },
        { "restore words", text => Model.RestoreWords(text.Split(' ')) },
        { "candidates", text => Model.Candidates(text) },
        { "sound variants", text => SoundVariants.Of(text) },
        { "build corrector", text => SpellingCorrector.Build([(text, 1)]) },
        { "suggest", text => Corrector.Suggest(text) },
        { "numbers", text => Numbers.Find(text) },
        { "dates", text => DatesInText.Find(text, Today) },
        { "dates at the edge", text => DatesInText.Find(text, DateOnly.MaxValue) },
        { "dates at the other edge", text => DatesInText.Find(text, DateOnly.MinValue) },
        { "phones", text => PhoneNumbersInText.Find(text) },
        { "plates", text => PlatesInText.Find(text) },
        { "e-mail", text => EmailsInText.Find(text) },
        { "secrets", text => SensitiveData.Redact(text) },
        { "remove", text => SensitiveData.Remove(text, out _) },
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void Nothing_throws(string name, Action<string> function)
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var text = RandomText.Of(seed);
            Should.NotThrow(() => function(text), $"{name}, seed {seed}");
        }

        function("");
        function("\uD800");
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_hundred_thousand_characters_are_read_in_linear_time(string name, Action<string> function)
    {
        string[] units = ["a", "1", "1 ", "a1", "đ", "a\u0301", "\u0301", ".", "@", "a@", "a.", "/", "0912345678 ", "dd ", "aw", "^", "mk ", "đăng ký ", "12/", "x-"];
        foreach (var unit in units)
        {
            var text = string.Concat(Enumerable.Repeat(unit, Long / unit.Length));
            var watch = Stopwatch.StartNew();
            function(text);
            // Quadratic work over 100,000 characters takes minutes; the machine may be busy.
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(3), $"{name}: '{unit}' over and over");
        }
    }

    [Fact]
    public void Repairing_twice_changes_nothing()
    {
        for (var seed = 0; seed < 10 * Seeds; seed++)
        {
            var once = UnicodeRepair.Repair(RandomText.Of(seed));
            UnicodeRepair.Repair(once).ShouldBe(once, $"seed {seed}");
            once.IsNormalized(NormalizationForm.FormC).ShouldBeTrue($"seed {seed}");
        }
    }

    [Fact]
    public void Stripping_and_converting_twice_change_nothing()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var text = UnicodeRepair.Repair(RandomText.Of(seed));
            VietnameseMarks.Strip(VietnameseMarks.Strip(text)).ShouldBe(VietnameseMarks.Strip(text), $"seed {seed}");
            LegacyEncoding.Decode(LegacyEncoding.Decode(text)).ShouldBe(LegacyEncoding.Decode(text), $"seed {seed}");
        }
    }

    [Fact]
    public void Places_of_what_is_found_lie_in_the_text_and_do_not_overlap()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var text = RandomText.Of(seed);
            var end = 0;
            foreach (var finding in SensitiveData.Find(text))
            {
                finding.Start.ShouldBeGreaterThanOrEqualTo(end, $"seed {seed}");
                finding.Length.ShouldBePositive($"seed {seed}");
                end = finding.End;
            }

            end.ShouldBeLessThanOrEqualTo(text.Length, $"seed {seed}");
        }
    }
}
