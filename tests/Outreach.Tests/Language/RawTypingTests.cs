using Outreach.Language;

namespace Outreach.Tests.Language;

public sealed class RawTypingTests
{
    [Theory]
    [InlineData("ddawng kys tamj trus", "đăng ký tạm trú")]
    [InlineData("dangwd kys thuongwf trus", "đăng ký thường trú")]
    [InlineData("noopj hoof sow", "nộp hồ sơ")]
    [InlineData("giaays khai sinh leej phis", "giấy khai sinh lệ phí")]
    [InlineData("thuwowngf trus", "thường trú")]
    [InlineData("d9a8ng ky1 tam5 tru1", "đăng ký tạm trú")]
    [InlineData("ho62 so7 thu7o72ng tru1", "hồ sơ thường trú")]
    [InlineData("le65 phi1", "lệ phí")]
    public void Telex_and_vni_are_read(string raw, string expected) =>
        string.Join(' ', Tokenizer.Tokenize(RawTyping.Decode(raw)).Select(token => Syllable.Fold(token.Text)))
            .ShouldBe(string.Join(' ', expected.Split(' ').Select(Syllable.Fold)));

    [Theory]
    [InlineData("dang ky tam tru online o dau")]
    [InlineData("lam giay khai sinh cho con can giay to gi")]
    [InlineData("mat cccd lam lai ntn")]
    [InlineData("doi bang lai xe A1 B2")]
    [InlineData("test app vneid")]
    [InlineData("nộp hoof sow")]
    public void Anything_else_stays_as_typed(string text) => RawTyping.Decode(text).ShouldBe(text);
}
