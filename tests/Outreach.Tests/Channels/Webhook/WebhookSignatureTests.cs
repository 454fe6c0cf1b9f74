using System.Text;
using Outreach.Channels.Webhook;

namespace Outreach.Tests.Channels.Webhook;

public sealed class WebhookSignatureTests
{
    /// <summary>The convention's own test vector, from its reference libraries.</summary>
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Timestamp = "1614265330";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"test": 2432232314}""");
    private static readonly byte[] Key = WebhookSignature.KeyOf(Secret)!;

    [Fact]
    public void A_message_is_signed_as_the_convention_s_libraries_sign_it() => WebhookSignature.Sign([Key], Id, Timestamp, Body).ShouldBe(Signature);

    [Theory]
    [InlineData(Signature)]
    [InlineData("v1,AAAA " + Signature)]
    [InlineData(Signature + " v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==")]
    public void One_genuine_signature_among_several_is_enough(string header) => WebhookSignature.IsGenuine([new byte[32], Key], Id, Timestamp, Body, header).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("v1,")]
    [InlineData("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OF=")]
    public void Anything_else_is_not(string header) => WebhookSignature.IsGenuine([Key], Id, Timestamp, Body, header).ShouldBeFalse();

    [Fact]
    public void Id_and_time_are_signed_too()
    {
        WebhookSignature.IsGenuine([Key], Id + "x", Timestamp, Body, Signature).ShouldBeFalse();
        WebhookSignature.IsGenuine([Key], Id, "1614265331", Body, Signature).ShouldBeFalse();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_not Base64")]
    [InlineData("whsec_c2hvcnQ=")]
    public void A_secret_of_another_form_is_none(string? secret) => WebhookSignature.KeyOf(secret).ShouldBeNull();
}
