using System.Text;
using Outreach.Content;

namespace Outreach.Tests.Content;

public sealed class SmsTextTests
{
    public static TheoryData<string, string, string, string, string> Texts => new()
    {
        { "empty", "", "", "", "" },
        { "plain already", "Ho so da tiep nhan", "Ho so da tiep nhan", "", "" },
        { "marks", "Kính gửi Ông Nguyễn Đức Ước – thử", "Kinh gui Ong Nguyen Duc Uoc - thu", "", "" },
        { "decomposed", "Kính gửi Ông Nguyễn Đức Ước".Normalize(NormalizationForm.FormD), "Kinh gui Ong Nguyen Duc Uoc", "", "" },
        { "small and capital đ, and the eth mistaken for it", "đ Đ ð Ð", "d D d D", "", "" },
        { "quotes and dashes", "“a” ‘b’ «c» „d‟ e–f—g‑h…", "\"a\" 'b' \"c\" \"d\" e-f-g-h...", "", "" },
        { "spaces nobody sees", "a\u00A0b\u202Fc\u200Bd\uFEFFe\tf", "a b cde f", "", "" },
        { "bullets, times, đồng", "• 2×3 = 7.000₫", "- 2x3 = 7.000d", "", "" },
        { "an emoji goes with its space", "Chúc mừng 🎉 gia đình", "Chuc mung gia dinh", "🎉", "" },
        { "an emoji of several runes", "Chào 👩‍👧🏽 bạn 1️⃣", "Chao ban 1", "👩‍👧🏽\u20E3", "" },
        { "each emoji is named once", "😀😀 a 😀", "a", "😀", "" },
        { "a letter without a plain form stays and is named", "Ông 王 và 王", "Ong 王 va 王", "", "王" },
        { "GSM-7 has more than ASCII", "5£ Ω [ok]", "5£ Ω [ok]", "", "" },
        { "half a surrogate pair", "a\uD83Db", "ab", "", "" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_becomes_what_every_phone_shows(string label, string text, string plain, string dropped, string outside)
    {
        var sms = SmsText.Plain(text);

        sms.Text.ShouldBe(plain, label);
        string.Concat(sms.Dropped).ShouldBe(dropped, label);
        string.Concat(sms.Outside).ShouldBe(outside, label);
        sms.Length.Encoding.ShouldBe(outside.Length == 0 ? SmsEncoding.Gsm7 : SmsEncoding.Ucs2, label);
    }

    [Theory]
    [InlineData("Ho so da co ket qua, moi xem dichvucong.gov.vn", null, "")]
    [InlineData("a & b # c & {d} [e] \\ < @ %", null, "&#{}[]\\<@%")]
    [InlineData("[QC] Xin chao", "[QC]", "")]
    [InlineData("[QC] Xin chao [1]", "[QC]", "[]")]
    [InlineData("Xin chao [QC]", "[QC]", "[]")]
    public void What_gateways_refuse_is_found(string text, string? label, string refused) => string.Concat(SmsText.RefusedByGateways(text, label)).ShouldBe(refused);

    [Theory]
    [InlineData("HUEPORTAL", null)]
    [InlineData("SoTTTT2026", null)]
    [InlineData("ABCDEFGHIJK", null)]
    [InlineData("ABCDEFGHIJKL", "12 characters")]
    [InlineData("", "0 characters")]
    [InlineData("SỞTTTT", "Ở")]
    [InlineData("SO TTTT", "“ ”")]
    [InlineData("SO-TTTT", "-")]
    [InlineData("0901234567", "number")]
    public void A_brand_name_is_up_to_eleven_letters_and_digits(string name, string? named)
    {
        var flaw = SmsBrandName.FlawOf(name);

        if (named is null)
            flaw.ShouldBeNull();
        else
            flaw.ShouldNotBeNull().ShouldContain(named);
    }
}
