using Outreach.Language;

namespace Outreach.Tests.Language;

public sealed class RawTypingTests
{
    /// <summary>Keys that are left alone because English, or Vietnamese without marks, is written so.</summary>
    private static readonly HashSet<string> Kept = RawTyping.ProtectedWords.ToHashSet();

    internal static bool IsKept(string keys) => Kept.Contains(keys) || keys.Length < 2;

    [Theory]
    [InlineData("ddawng kys tamj trus", "đăng ký tạm trú")]
    [InlineData("dangwd kys thuongwf trus", "đăng ký thường trú")]
    [InlineData("noopj hoof sow", "nộp hồ sơ")]
    [InlineData("noopj hofo sow", "nộp hồ sơ")]
    [InlineData("giaays khai sinh leej phis", "giấy khai sinh lệ phí")]
    [InlineData("thuwowngf trus", "thường trú")]
    [InlineData("hoawcj quawng thuowr nuwax", "hoặc quăng thuở nữa")]
    [InlineData("cawn cuwowcs cuar tooi", "căn cước của tôi")]
    [InlineData("d9a8ng ky1 tam5 tru1", "đăng ký tạm trú")]
    [InlineData("ho62 so7 thu7o72ng tru1", "hồ sơ thường trú")]
    [InlineData("le65 phi1", "lệ phí")]
    [InlineData("dda(ng ky' ta.m tru'", "đăng ký tạm trú")]
    [InlineData("ho^` so+ thu+o+`ng tru'", "hồ sơ thường trú")]
    public void Telex_vni_and_viqr_are_read(string raw, string expected) =>
        string.Join(' ', Tokenizer.Tokenize(RawTyping.Decode(raw)).Select(token => Syllable.Fold(token.Text)))
            .ShouldBe(string.Join(' ', expected.Split(' ').Select(Syllable.Fold)));

    [Theory]
    [InlineData("one word with two marks is enough", "thuwowngf", "thường")]
    [InlineData("words beside it stay", "ddawng kys online qua app VNeID, A1", "đăng ký online qua app VNeID, A1")]
    [InlineData("a word of both languages follows the message", "max soos thuees", "mã số thuế")]
    [InlineData("another such word", "cow quan cans booj ddawng kys", "cơ quan cán bộ đăng ký")]
    [InlineData("capitals", "DDAWNG KYS", "ĐĂNG KÝ")]
    [InlineData("first letter", "Ddawng Kys", "Đăng Ký")]
    [InlineData("caps lock the wrong way round", "dDAWNG kYS", "đĂNG kÝ")]
    [InlineData("a key three times is the letter", "ddawng kys passs", "đăng ký pass")]
    [InlineData("punctuation stays", "ddawng kys, (tamj trus)?", "đăng ký, (tạm trú)?")]
    [InlineData("a question mark ends a question", "le^. phi' bao nhie^u?", "lệ phí bao nhiêu?")]
    [InlineData("addresses stay", "ddawng kys hoas@gmail.com dichvucongs.gov.vn", "đăng ký hoas@gmail.com dichvucongs.gov.vn")]
    [InlineData("a phone put the key after its mark", "đăngw kýs tạm trú", "đăng ký tạm trú")]
    [InlineData("z takes the tone away", "ddawng kysz hoof sow", "đăng ky hồ sơ")]
    public void What_surrounds_the_keys_is_kept(string label, string raw, string expected) => RawTyping.Decode(raw).ShouldBe(expected, label);

    [Theory]
    [InlineData("dang ky tam tru online o dau")]
    [InlineData("lam giay khai sinh cho con can giay to gi")]
    [InlineData("mat cccd lam lai ntn")]
    [InlineData("doi bang lai xe A1 B2")]
    [InlineData("test app vneid")]
    [InlineData("nộp hoof sow")]
    [InlineData("o phuong7 quan8")]
    [InlineData("thang10 nam2025")]
    [InlineData("how can I get the birth certificate for his son")]
    [InlineData("please visit our office to meet the boss")]
    [InlineData("H24.12-261101-0001 1.004194 123/2015/ND-CP")]
    [InlineData("ct07 kt3 a4 b2 d1")]
    [InlineData("gas bus car")]
    [InlineData("nguon ANS, cong suat 5 MW, MW, dat DA59")]
    [InlineData("Khoan 1(ban chinh hoac ban sao); dang ky. Noi cu tru.")]
    [InlineData("don theo mau Mau46.docx va Mau1.docx, the ky XIX")]
    [InlineData("<param name=\"rows\">its own words")]
    [InlineData("số1 tầng2")]
    [InlineData("")]
    public void Anything_else_stays_as_typed(string text) => RawTyping.Decode(text).ShouldBe(text);
}
