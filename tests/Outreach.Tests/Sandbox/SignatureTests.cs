using Outreach.Sandbox.Twilio;
using Outreach.Sandbox.Zalo;

namespace Outreach.Tests.Sandbox;

public sealed class SignatureTests
{
    [Theory]
    [InlineData(
        "154390853474",
        """{"app_id":"360846524940903967","sender":{"id":"246845883529197922"},"user_id_by_app":"552177279717587730","recipient":{"id":"388613280878808645"},"event_name":"user_send_text","message":{"text":"message","msg_id":"96d3cdf3af150460909"},"timestamp":"154390853474"}""",
        "mac=e23fc267679cbca50903ada9f1a9395872eaff65365b06af07831f3391dcf739")]
    [InlineData(
        "1735689600000",
        """{"app_id":"360846524940903967","sender":{"id":"246845883529197922"},"recipient":{"id":"388613280878808645"},"event_name":"user_send_text","message":{"text":"Xin chào Đăk Lăk 👋","msg_id":"m2"},"timestamp":"1735689600000"}""",
        "mac=b4931cb8457e2095034851a22cdba7d54dcc4aa15fca29fc228d4be45dff582d")]
    public void Zalo_events_are_signed_as_the_known_vectors(string timestamp, string body, string expected) =>
        ZaloSignature.Of("360846524940903967", body, timestamp, "zalo-oa-secret-for-tests").ShouldBe(expected);

    [Theory]
    [InlineData("https://mycompany.com/myapp.php?foo=1&bar=2", "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("https://mycompany.com:443/myapp.php?foo=1&bar=2", "kvajT1Ptam85bY51eRf/AJRuM3w=")]
    [InlineData("http://mycompany.com/myapp.php?foo=1&bar=2", "OyGYPqTF6ztdbRNCvuQO/oPvqQ4=")]
    [InlineData("http://mycompany.com:80/myapp.php?foo=1&bar=2", "0ZXoZLH/DfblKGATFgpif+LLRf4=")]
    [InlineData("https://mycompany.com:1234/myapp.php?foo=1&bar=2", "CYn1h0gLBdNxDGkKJg6hYohgeD8=")]
    [InlineData("http://mycompany.com:1234/myapp.php?foo=1&bar=2", "Zmvh+3yNM1Phv2jhDCwEM3q5ebU=")]
    [InlineData("https://MyCompany.com/myapp.php?foo=1&bar=2", "g9IN/x4Cft2g517EjYvEvM/W7LU=")]
    public void Twilio_callbacks_are_signed_as_the_official_vectors(string url, string expected) => Sign(url, new()
    {
        ["CallSid"] = "CA1234567890ABCDE",
        ["From"] = "+14158675309",
        ["Digits"] = "1234",
        ["To"] = "+18005551212",
        ["Caller"] = "+14158675309",
    }).ShouldBe(expected);

    [Fact]
    public void A_status_callback_is_signed_as_the_worked_vector() => Sign("https://bot.example.vn/hooks/twilio/status?c=42", new()
    {
        ["MessageSid"] = "SM" + new string('1', 32),
        ["SmsSid"] = "SM" + new string('1', 32),
        ["AccountSid"] = "AC" + new string('2', 32),
        ["From"] = "HUEPORTAL",
        ["To"] = "+84901234567",
        ["MessageStatus"] = "undelivered",
        ["SmsStatus"] = "undelivered",
        ["ErrorCode"] = "30003",
        ["ApiVersion"] = "2010-04-01",
    }).ShouldBe("Z8kA8vN1lE/5sNsRfJ2XifYVEWc=");

    [Fact]
    public void A_Vietnamese_SMS_is_signed_over_its_UTF8_bytes() => Sign("https://bot.example.vn/hooks/twilio/inbound", new()
    {
        ["MessageSid"] = "SM" + new string('a', 32),
        ["AccountSid"] = "AC" + new string('2', 32),
        ["From"] = "+14155550100",
        ["To"] = "+14155550199",
        ["Body"] = "Xin chào, tôi cần hỗ trợ",
        ["NumMedia"] = "0",
        ["NumSegments"] = "1",
    }).ShouldBe("hJKG9FhAXzBRFe7qCQ3+5/oFKXM=");

    private static string Sign(string url, Dictionary<string, string> form) => TwilioSignature.Of("12345", url, form);
}
