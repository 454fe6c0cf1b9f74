using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Outreach.Channels.BotFramework;

namespace Outreach.Tests.Channels.BotFramework;

public sealed class BotFrameworkOptionsTests
{
    [Fact]
    public void Nothing_configured_is_fine_and_off() => Options().Enabled.ShouldBeFalse();

    [Theory]
    [InlineData("BotFramework:AppSecret is missing although AppId is set.", "AppId=1")]
    [InlineData("BotFramework:AppId is missing although AppSecret is set.", "AppSecret=1")]
    [InlineData("BotFramework:LoginUrl must be an https address", "LoginUrl=http://login.example/")]
    [InlineData("BotFramework:OpenIdMetadata must be an https address", "OpenIdMetadata=ftp://127.0.0.1/openid")]
    [InlineData("BotFramework:EmulatorOpenIdMetadata must be an https address", "EmulatorOpenIdMetadata=/openid")]
    [InlineData("BotFramework:BaseUrl is not used", "BaseUrl=https://smba.example/")]
    [InlineData("BotFramework:Account must consist of", "Account=a/b")]
    public void A_wrong_setting_is_named(string problem, params string[] settings) =>
        Should.Throw<OptionsValidationException>(() => Options(settings)).Message.ShouldContain(problem);

    [Theory]
    [InlineData("https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token", "https://login.botframework.com/v1/.well-known/openidconfiguration", "https://api.botframework.com")]
    [InlineData("https://login.microsoftonline.us/botframework.com/oauth2/v2.0/token", "https://login.botframework.azure.us/v1/.well-known/openidconfiguration", "https://api.botframework.us", "Government=true")]
    [InlineData("https://login.microsoftonline.com/t-1/oauth2/v2.0/token", "https://login.botframework.com/v1/.well-known/openidconfiguration", "https://api.botframework.com", "TenantId=t-1")]
    public void Microsofts_addresses_are_the_defaults(string token, string metadata, string issuer, params string[] settings)
    {
        var options = Options(settings);

        options.TokenUrl.AbsoluteUri.ShouldBe(token);
        options.Trust.Connector.Metadata.AbsoluteUri.ShouldBe(metadata);
        options.Trust.Connector.Names.ShouldBe([issuer]);
        options.Scope.ShouldBe(issuer + "/.default");
        (options.Trust.Emulator, options.Trust.Anonymous).ShouldBe((null, false));
    }

    private static BotFrameworkOptions Options(params string[] settings)
    {
        var given = settings.Select(setting => setting.Split('=', 2)).ToDictionary(pair => "BotFramework:" + pair[0], pair => (string?)pair[1]);
        using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(given).Build())
            .AddBotFramework()
            .BuildServiceProvider();
        return services.GetRequiredService<IOptions<BotFrameworkOptions>>().Value;
    }
}
