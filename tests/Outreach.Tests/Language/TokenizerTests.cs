using Outreach.Language;

namespace Outreach.Tests.Language;

public sealed class TokenizerTests
{
    [Theory]
    [InlineData("Đăng ký khai sinh?", "đăng|ký|khai|sinh")]
    [InlineData("mã 1.004194 và 1004194, 1,004194", "mã|1.004194|và|1.004194|1.004194")]
    [InlineData("NĐ 123/2015/NĐ- CP", "nđ|123/2015/NĐ-CP")]
    [InlineData("hồ sơ H24.12-261101-0001", "hồ|sơ|H24.12-261101-0001")]
    [InlineData("1.200.000 đồng", "1200000|đồng")]
    [InlineData("loại I, hạng III, tôi i", "loại|1|hạng|3|tôi|i")]
    [InlineData("đcccc ơiiii", "đc|ơi")]
    [InlineData("ＡＢ１２", "ab12")]
    [InlineData("", "")]
    public void Text_is_cut_into_syllables_with_codes_kept_whole(string text, string expected) =>
        string.Join('|', Tokenizer.Tokenize(text)).ShouldBe(expected);

    [Theory]
    [InlineData("1.004194", TokenKind.ProcedureCode)]
    [InlineData("1004194", TokenKind.BareCode)]
    [InlineData("2.000815.01", TokenKind.ProcedureCode)]
    [InlineData("66.7/2025/NQ-CP", TokenKind.LegalNumber)]
    [InlineData("PAKN.20200812.0012", TokenKind.DossierCode)]
    [InlineData("20.000", TokenKind.Number)]
    [InlineData("0912345678", TokenKind.Number)]
    public void A_number_is_what_its_shape_says(string text, TokenKind kind) => Tokenizer.Tokenize(text).ShouldHaveSingleItem().Kind.ShouldBe(kind);
}
