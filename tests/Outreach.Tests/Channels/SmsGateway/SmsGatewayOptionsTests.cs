using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Outreach.Channels.SmsGateway;

namespace Outreach.Tests.Channels.SmsGateway;

public sealed class SmsGatewayOptionsTests
{
    [Fact]
    public void Nothing_described_is_fine_and_off()
    {
        Validate([]);

        Services([]).GetRequiredService<IOptions<SmsGatewayOptions>>().Value.Enabled.ShouldBeFalse();
    }

    [Fact]
    public void What_is_configured_outranks_the_preset()
    {
        var settings = EsmsTests.Settings(new("https://gateway.example.vn/"));
        settings["Channels:SmsGateway:PhoneFormat"] = "Plus";
        using var services = Services(settings);

        var options = services.GetRequiredService<IOptions<SmsGatewayOptions>>().Value;

        Validate(settings);
        options.Enabled.ShouldBeTrue();
        (options.PhoneFormat, options.Send.Id, options.BaseUrl.Host).ShouldBe((PhoneFormat.Plus, "SMSID", "gateway.example.vn"));
    }

    [Theory]
    [InlineData("Preset is none of esms, speedsms, it is \"esm\"", "Preset=esm")]
    [InlineData("Secrets:ApiKey is missing although Preset is set", "Secrets:ApiKey=")]
    [InlineData("Brandname is missing although Preset is set", "Brandname=")]
    [InlineData("Brandname cannot be registered", "Brandname=HUE-PORTAL")]
    [InlineData("WebhookSecret is missing although Preset is set", "WebhookSecret=")]
    [InlineData("WebhookSecret must have at least 32", "WebhookSecret=0123456789abcdef")]
    [InlineData("WebhookAddresses must be IP addresses", "WebhookAddresses=esms.vn")]
    [InlineData("MaxParts must be 1 to 10", "MaxParts=0")]
    [InlineData("FooterLength must be 0 to 100", "FooterLength=-1")]
    [InlineData("Send:Path must be a path below BaseUrl", "Send:Path=https://elsewhere.example/")]
    [InlineData("Send:Path must be a path below BaseUrl", "Send:Path=//elsewhere.example/")]
    [InlineData("Send:Body asks for {mobile}, which nothing stands in for", "Send:Body={\"a\":\"{mobile}\"}")]
    [InlineData("Send:Body asks for {token}, which only Auth:Kind OAuth2 has", "Send:Body={\"a\":\"{token}\"}")]
    [InlineData("Send:Body is not JSON", "Send:Body={\"a\":{text}")]
    [InlineData("Send:Body is not XML", "Send:Body=<a>", "Send:Format=Xml")]
    [InlineData("Send:Format is missing although Body is set", "Send:Format=None")]
    [InlineData("Send:Method must be GET or POST", "Send:Method=DELETE")]
    [InlineData("Receipt:Method must be GET or POST", "Receipt:Method=PUT")]
    [InlineData("Receipt:Rules:0:When:SendSuccess compares with what is no number: \">some\"", "Receipt:Rules:0:When:SendSuccess=>some")]
    [InlineData("Send:Rules:4:Is must be one of Accepted", "Send:Rules:4:When:CodeResult=1")]
    [InlineData("Send:Rules:1:Is must be one of Accepted, Postponed", "Send:Rules:1:Is=Perhaps")]
    [InlineData("Send:Rules:1:Is must be one of Accepted, Postponed", "Send:Rules:1:Is=2")]
    [InlineData("Send:Rules:4:When must test something", "Send:Rules:4:Is=Rejected")]
    [InlineData("Lookup:Rules must say what the answers mean", "Lookup:Path=/status")]
    [InlineData("Auth:Password is missing although Auth:Kind is Basic", "Auth:Kind=Basic", "Auth:User=u")]
    [InlineData("Auth:TokenBody is missing although Auth:Kind is OAuth2", "Auth:Kind=OAuth2", "Auth:TokenPath=/token")]
    public void A_wrong_setting_is_named(string problem, params string[] settings)
    {
        var given = EsmsTests.Settings(new("https://rest.esms.vn/"));
        foreach (var pair in settings.Select(setting => setting.Split('=', 2)))
            given["Channels:SmsGateway:" + pair[0]] = pair[1];

        Should.Throw<OptionsValidationException>(() => Validate(given)).Message.ShouldContain("Channels:SmsGateway:" + problem);
    }

    [Fact]
    public void A_word_that_is_none_names_its_key()
    {
        var given = EsmsTests.Settings(new("https://rest.esms.vn/"));
        given["Channels:SmsGateway:PhoneFormat"] = "Sideways";

        Should.Throw<InvalidOperationException>(() => Validate(given)).Message.ShouldContain("Channels:SmsGateway:PhoneFormat");
    }

    [Fact]
    public void A_gateway_that_is_told_where_receipts_go_needs_the_public_address()
    {
        var given = EsmsTests.Settings(new("https://rest.esms.vn/"));
        given.Remove("Service:PublicUrl");

        Should.Throw<OptionsValidationException>(() => Validate(given)).Message.ShouldContain("Service:PublicUrl must be set");
    }

    [Theory]
    [InlineData(122, 1)]
    [InlineData(123, 2)]
    [InlineData(268, 2)]
    [InlineData(269, 3)]
    [InlineData(421, 3)]
    public void What_the_operator_appends_counts(int characters, int parts) =>
        new SmsGatewayText(new SmsGatewayOptions { FooterLength = 38 }).Measure(new string('a', characters)).Parts.ShouldBe(parts);

    [Theory]
    [InlineData("Hồ sơ #1", "#", false, "forbidden_character")]
    [InlineData("Хồ sơ", "", false, "unicode")]
    [InlineData("Хồ sơ", "", true, null)]
    [InlineData("🎉", "", true, "empty")]
    [InlineData("Hồ sơ", "", false, null)]
    public void What_the_route_does_not_carry_is_refused(string text, string forbidden, bool unicode, string? code)
    {
        var route = new SmsGatewayText(new SmsGatewayOptions { Forbidden = forbidden, AllowUnicode = unicode });

        route.Refusal(route.Prepare(text))?.Code.ShouldBe(code);
        (route.Refusal(route.Prepare(text)) is null).ShouldBe(code is null);
    }

    [Theory]
    [InlineData(TextEncoding.Plain, "Đã nhận")]
    [InlineData(TextEncoding.Base64, "xJDDoyBuaOG6rW4=")]
    [InlineData(TextEncoding.HexUcs2, "011000E30020006E00681EAD006E")]
    public void Words_are_written_as_the_gateway_wants_them(TextEncoding encoding, string written) =>
        new SmsGatewayText(new SmsGatewayOptions { TextEncoding = encoding, StripMarks = false }).Encode("Đã nhận")
            .ShouldBe(written);

    private static void Validate(Dictionary<string, string?> settings)
    {
        using var services = Services(settings);
        services.GetRequiredService<IStartupValidator>().Validate();
    }

    private static ServiceProvider Services(Dictionary<string, string?> settings) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
        .AddSmsGateway()
        .BuildServiceProvider();
}
