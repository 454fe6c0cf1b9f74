using Outreach.Channels.Twilio;

namespace Outreach.Tests.Channels.Twilio;

/// <summary>The vectors of Twilio's own SDK, recomputed.</summary>
public sealed class TwilioSignatureTests
{
    private const string Token = "12345";
    private const string Hash = "bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";

    private static readonly Dictionary<string, string> Call = new()
    {
        ["To"] = "+18005551212",
        ["CallSid"] = "CA1234567890ABCDE",
        ["Digits"] = "1234",
        ["From"] = "+14158675309",
        ["Caller"] = "+14158675309",
    };

    [Theory]
    [InlineData("https://mycompany.com/myapp.php?foo=1&bar=2", "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("https://mycompany.com:443/myapp.php?foo=1&bar=2", "kvajT1Ptam85bY51eRf/AJRuM3w=")]
    [InlineData("http://mycompany.com/myapp.php?foo=1&bar=2", "OyGYPqTF6ztdbRNCvuQO/oPvqQ4=")]
    [InlineData("http://mycompany.com:80/myapp.php?foo=1&bar=2", "0ZXoZLH/DfblKGATFgpif+LLRf4=")]
    [InlineData("https://mycompany.com:1234/myapp.php?foo=1&bar=2", "CYn1h0gLBdNxDGkKJg6hYohgeD8=")]
    [InlineData("http://mycompany.com:1234/myapp.php?foo=1&bar=2", "Zmvh+3yNM1Phv2jhDCwEM3q5ebU=")]
    [InlineData("https://MyCompany.com/myapp.php?foo=1&bar=2", "g9IN/x4Cft2g517EjYvEvM/W7LU=")]
    public void A_form_is_signed_with_its_fields(string url, string signature)
    {
        TwilioSignature.Compute(Token, url, Call).ShouldBe(signature);
        TwilioSignature.IsGenuine(Token, url, Call, signature).ShouldBeTrue();
    }

    [Theory]
    [InlineData("https://mycompany.com/myapp.php?foo=1&bar=2&" + Hash, "a9nBmqA0ju/hNViExpshrM61xv4=")]
    [InlineData("https://mycompany.com/myapp.php?" + Hash, "y77kIzt2vzLz71DgmJGsen2scGs=")]
    public void Without_a_form_the_address_alone_is_signed(string url, string signature) =>
        TwilioSignature.Compute(Token, url, []).ShouldBe(signature);

    [Fact]
    public void The_hash_in_the_address_covers_the_body()
    {
        const string Hex = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";

        TwilioSignature.CoversBody(Hex, """{"property": "value", "boolean": true}"""u8).ShouldBeTrue();
        TwilioSignature.CoversBody(Hex, """{"property":"value","boolean":true}"""u8).ShouldBeFalse();
        TwilioSignature.CoversBody(null, ""u8).ShouldBeFalse();
    }

    [Fact]
    public void A_field_that_comes_several_times_counts_each_value_once_and_in_order() =>
        TwilioSignature.Compute(Token, "https://mycompany.com/", [new("a", "2"), new("b", "3"), new("a", "1"), new("a", "2")])
            .ShouldBe(TwilioSignature.Compute(Token, "https://mycompany.com/a1a2b3", []));

    [Theory]
    [InlineData("https://mycompany.com/myapp.php?foo=1&bar=2", "kvajT1Ptam85bY51eRf/AJRuM3w=")]
    [InlineData("https://mycompany.com:443/myapp.php?foo=1&bar=2", "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("http://mycompany.com/myapp.php?foo=1&bar=2", "0ZXoZLH/DfblKGATFgpif+LLRf4=")]
    [InlineData("https://mycompany.com:1234/myapp.php?foo=1&bar=2", "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    public void The_port_may_be_signed_or_not(string url, string signature) =>
        TwilioSignature.IsGenuine(Token, url, Call, signature).ShouldBeTrue();

    [Theory]
    [InlineData("SSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("RSOYDt4T1cUTdK1PDd93/VVr8B8")]
    [InlineData("")]
    [InlineData(null)]
    public void A_changed_signature_is_forged(string? signature) =>
        TwilioSignature.IsGenuine(Token, "https://mycompany.com/myapp.php?foo=1&bar=2", Call, signature).ShouldBeFalse();

    [Fact]
    public void A_status_callback_of_the_reference_is_genuine() =>
        TwilioSignature.Compute(Token, "https://bot.example.vn/hooks/twilio/status?c=42", new Dictionary<string, string>
        {
            ["MessageSid"] = "SM11111111111111111111111111111111",
            ["SmsSid"] = "SM11111111111111111111111111111111",
            ["AccountSid"] = "AC22222222222222222222222222222222",
            ["From"] = "HUEPORTAL",
            ["To"] = "+84901234567",
            ["MessageStatus"] = "undelivered",
            ["SmsStatus"] = "undelivered",
            ["ErrorCode"] = "30003",
            ["ApiVersion"] = "2010-04-01",
        }).ShouldBe("Z8kA8vN1lE/5sNsRfJ2XifYVEWc=");

    [Fact]
    public void An_incoming_message_in_Vietnamese_is_genuine() =>
        TwilioSignature.Compute(Token, "https://bot.example.vn/hooks/twilio/inbound", new Dictionary<string, string>
        {
            ["MessageSid"] = "SM" + new string('a', 32),
            ["AccountSid"] = "AC" + new string('2', 32),
            ["From"] = "+14155550100",
            ["To"] = "+14155550199",
            ["Body"] = "Xin chào, tôi cần hỗ trợ",
            ["NumMedia"] = "0",
            ["NumSegments"] = "1",
        }).ShouldBe("hJKG9FhAXzBRFe7qCQ3+5/oFKXM=");
}
