using System.Text;
using Outreach.Content;
using Outreach.Language;

namespace Outreach.Tests.Content;

public sealed class SmsLengthTests
{
    private const string Notice =
        "Kính gửi ông/bà, hồ sơ của ông/bà đã được tiếp nhận. Mã hồ sơ: 000.12.34-260101-0001. Ngày hẹn trả: 15/01/2026.";

    public static TheoryData<string, string, SmsEncoding, int, int> Texts => new()
    {
        { "empty", "", SmsEncoding.Gsm7, 0, 1 },
        { "one part, full", A(160), SmsEncoding.Gsm7, 160, 1 },
        { "one more", A(161), SmsEncoding.Gsm7, 161, 2 },
        { "two parts, full", A(306), SmsEncoding.Gsm7, 306, 2 },
        { "two parts and one", A(307), SmsEncoding.Gsm7, 307, 3 },
        { "escaped characters cost two", new string('{', 80), SmsEncoding.Gsm7, 160, 1 },
        { "escaped characters, one more", new string('{', 81), SmsEncoding.Gsm7, 162, 2 },
        { "an escape at the seam moves on", A(152) + "{" + A(151), SmsEncoding.Gsm7, 305, 2 },
        { "an escape at the seam makes a third part", A(152) + "{" + A(152), SmsEncoding.Gsm7, 306, 3 },
        { "đ fills one part", new string('đ', 70), SmsEncoding.Ucs2, 70, 1 },
        { "đ, one more", new string('đ', 71), SmsEncoding.Ucs2, 71, 2 },
        { "đ fills two parts", new string('đ', 134), SmsEncoding.Ucs2, 134, 2 },
        { "đ, two parts and one", new string('đ', 135), SmsEncoding.Ucs2, 135, 3 },
        { "emoji cost two", string.Concat(Enumerable.Repeat("😀", 35)), SmsEncoding.Ucs2, 70, 1 },
        { "emoji, one more", string.Concat(Enumerable.Repeat("😀", 36)), SmsEncoding.Ucs2, 72, 2 },
        { "an emoji is never cut in two", A(66) + "😀" + A(66), SmsEncoding.Ucs2, 134, 3 },
        { "a Vietnamese notice", Notice, SmsEncoding.Ucs2, 111, 2 },
        { "the same in decomposed letters", Notice.Normalize(NormalizationForm.FormD), SmsEncoding.Ucs2, 111, 2 },
        { "the same without marks", VietnameseMarks.Strip(Notice), SmsEncoding.Gsm7, 111, 1 },
        { "the Vietnamese letters GSM-7 happens to have", "àèéìòùÉ", SmsEncoding.Gsm7, 7, 1 },
        { "a tab is not GSM-7", "a\tb", SmsEncoding.Ucs2, 3, 1 },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_is_measured_as_operators_bill_it(string label, string text, SmsEncoding encoding, int units, int parts) =>
        SmsLength.Measure(text).ShouldBe(new SmsLength(encoding, units, parts), label);

    [Theory]
    [InlineData("Ho so da tiep nhan", null)]
    [InlineData("Ho so “da tiep nhan”", "“")]
    [InlineData("OK 😀", "😀")]
    public void The_character_that_forces_UCS_2_is_named(string text, string? expected) =>
        (SmsLength.FirstOutsideGsm7(text)?.ToString()).ShouldBe(expected);

    private static string A(int count) => new('a', count);
}
