using Outreach.Language.Speech;

namespace Outreach.Tests.Language.Speech;

public sealed class SpokenNumberTests
{
    [Theory]
    [InlineData(0, "không")]
    [InlineData(5, "năm")]
    [InlineData(10, "mười")]
    [InlineData(15, "mười lăm")]
    [InlineData(20, "hai mươi")]
    [InlineData(21, "hai mươi mốt")]
    [InlineData(24, "hai mươi tư")]
    [InlineData(55, "năm mươi lăm")]
    [InlineData(100, "một trăm")]
    [InlineData(105, "một trăm linh năm")]
    [InlineData(115, "một trăm mười lăm")]
    [InlineData(1000, "một nghìn")]
    [InlineData(2026, "hai nghìn không trăm hai mươi sáu")]
    [InlineData(1_005, "một nghìn không trăm linh năm")]
    [InlineData(200_000, "hai trăm nghìn")]
    [InlineData(1_250_015, "một triệu hai trăm năm mươi nghìn không trăm mười lăm")]
    [InlineData(3_000_000_007, "ba tỷ không trăm linh bảy")]
    [InlineData(12_000_000_000_000, "mười hai nghìn tỷ")]
    public void Numbers_are_said(long number, string words) => SpokenNumber.Of(number).ShouldBe(words);

    [Fact]
    public void A_negative_number_is_refused() => Should.Throw<ArgumentOutOfRangeException>(() => SpokenNumber.Of(-1));
}
