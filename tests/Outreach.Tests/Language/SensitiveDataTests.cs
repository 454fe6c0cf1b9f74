using Outreach.Language;

namespace Outreach.Tests.Language;

public sealed class SensitiveDataTests
{
    [Theory]
    [InlineData("thẻ 4111 1111 1111 1111 thanh toán", "thẻ [số thẻ] thanh toán")]
    [InlineData("4111-1111-1111-1111", "[số thẻ]")]
    [InlineData("4111.1111.1111.1111", "[số thẻ]")]
    [InlineData("４１１１１１１１１１１１１１１１", "[số thẻ]")]
    [InlineData("4111\u200B1111\u200B1111\u200B1111", "[số thẻ]")]
    [InlineData("4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "[số thẻ]")]
    [InlineData("bốn một một một một một một một một một một một một một một một nhé", "[số thẻ] nhé")]
    [InlineData("4111 1111 1111 1111 12/27 123", "[số thẻ] [hạn thẻ] [mã bảo mật thẻ]")]
    [InlineData("số thẻ 9704 1234 5678 9012 345", "số thẻ [số thẻ]")]
    [InlineData("cvv 123", "cvv [mã bảo mật thẻ]")]
    [InlineData("exp 12/27", "exp [hạn thẻ]")]
    [InlineData("cccd của em là 079203001234", "cccd của em là [số giấy tờ tùy thân]")]
    [InlineData("079 203 001 234", "[số giấy tờ tùy thân]")]
    [InlineData("CMND số 024.567.891 cấp", "CMND số [số giấy tờ tùy thân] cấp")]
    [InlineData("mã otp là 482913 rồi sao nữa", "mã otp là [mã xác thực] rồi sao nữa")]
    [InlineData("482913 là mã otp", "[mã xác thực] là mã otp")]
    [InlineData("ma xac thuc: 48 29 13", "ma xac thuc: [mã xác thực]")]
    [InlineData("otp bốn tám hai chín một ba", "otp [mã xác thực]")]
    [InlineData("mật khẩu vneid của tôi là: hoaSen99", "mật khẩu vneid của tôi là: [mật khẩu]")]
    [InlineData("mk là abc@123", "mk là [mật khẩu]")]
    [InlineData("Pass: 123456", "Pass: [mật khẩu]")]
    [InlineData("stk 0123456789012 vietcombank", "stk [số tài khoản ngân hàng] vietcombank")]
    [InlineData("số tài khoản của tôi 1903 4567 8910 11", "số tài khoản của tôi [số tài khoản ngân hàng]")]
    [InlineData("STK 0901234567", "STK [số tài khoản ngân hàng]")]
    public void A_secret_gives_way_to_its_name(string text, string expected)
    {
        SensitiveData.Redact(text).ShouldBe(expected);
        SensitiveData.Remove(text, out var found);
        found.ShouldBeTrue();
    }

    [Theory]
    [InlineData("số điện thoại 0912345678")]
    [InlineData("+84 912 345 678, 0912 345 678")]
    [InlineData("0901234567 0912345678")]
    [InlineData("gọi 1900 1234 hoặc 18001234")]
    [InlineData("mã otp gửi về sđt 0901234567")]
    [InlineData("hồ sơ H24.12-261101-0001 tới đâu rồi")]
    [InlineData("000.00.12.H24-261101-0001")]
    [InlineData("PAKN.20200812.0012")]
    [InlineData("1.004194, 1004194, 2.000815.01")]
    [InlineData("123/2015/NĐ-CP ngày 15/11/2015")]
    [InlineData("khoản 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 và Điều 18, 19, 20, 21, 22, 23, 24")]
    [InlineData("quên mật khẩu vneid")]
    [InlineData("mật khẩu là gì")]
    [InlineData("mk mặc định là bao nhiêu")]
    [InlineData("không nhận được mã otp")]
    [InlineData("4111 1111 1111 1112")]
    [InlineData("vay 500000000 đồng, 1.200.000.000.000 đồng, lệ phí 250.000")]
    [InlineData("căn cước hết hạn 12/2025")]
    [InlineData("thẻ căn cước cấp 2021, tài khoản mức 2, stk là gì")]
    [InlineData("hai ba năm nay tôi không ở nhà")]
    [InlineData("")]
    public void What_is_no_secret_stays(string text)
    {
        SensitiveData.Find(text).ShouldBeEmpty();
        SensitiveData.Remove(text, out var found).ShouldBeSameAs(text);
        found.ShouldBeFalse();
    }

    [Fact]
    public void Removing_leaves_no_digit_of_a_secret()
    {
        SensitiveData.Remove("thẻ 4111 1111 1111 1111, otp 482913, cccd 079203001234", out _).Any(char.IsDigit).ShouldBeFalse();
    }

    [Fact]
    public void Every_kind_has_a_name_in_both_languages()
    {
        foreach (var kind in Enum.GetValues<SensitiveKind>())
        {
            SensitiveKindNames.Vietnamese(kind).Length.ShouldBeGreaterThan(2);
            SensitiveKindNames.English(kind).Length.ShouldBeGreaterThan(2);
            SensitiveKindNames.English(kind).ShouldNotBe(SensitiveKindNames.Vietnamese(kind));
        }
    }
}
