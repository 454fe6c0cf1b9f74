using Outreach.Language;

namespace Outreach.Tests.Language;

public sealed class LegacyEncodingTests
{
    [Theory]
    [InlineData("§¨ng ký th­êng tró", LegacyKind.Tcvn3, "Đăng ký thường trú")]
    [InlineData("GiÊy chøng nhËn quyÒn sö dông ®Êt", LegacyKind.Tcvn3, "Giấy chứng nhận quyền sử dụng đất")]
    [InlineData("Ñaêng kyù thöôøng truù", LegacyKind.VniWindows, "Đăng ký thường trú")]
    [InlineData("Giaáy chöùng nhaän quyeàn söû duïng ñaát", LegacyKind.VniWindows, "Giấy chứng nhận quyền sử dụng đất")]
    [InlineData("HOÀ SÔ ÑAÊNG KYÙ", LegacyKind.VniWindows, "HỒ SƠ ĐĂNG KÝ")]
    public void Old_encodings_are_recognised_and_read(string text, LegacyKind kind, string expected)
    {
        LegacyEncoding.Detect(text).ShouldBe(kind);
        LegacyEncoding.Decode(text).ShouldBe(expected);
    }

    [Theory]
    [InlineData("Đăng ký thường trú tại xã, hồ sơ gồm")]
    [InlineData("hoà bình, thuý, là, và, có, ì ò")]
    [InlineData("dang ky tam tru")]
    [InlineData("café à la carte, façade, naïve")]
    [InlineData("20°C ± 5 £ © ®")]
    [InlineData("")]
    public void Unicode_is_left_alone(string text)
    {
        LegacyEncoding.Detect(text).ShouldBeNull();
        LegacyEncoding.Decode(text).ShouldBeSameAs(text);
    }
}
