using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Outreach.Channels.Facebook;
using Outreach.Channels.Telegram;
using Outreach.Channels.Twilio;
using Outreach.Channels.Webhook;
using Outreach.Channels.Zalo;

namespace Outreach.Tests.Channels;

public sealed class ProviderOptionsTests
{
    private const string Token = "123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11";

    [Fact]
    public void Nothing_configured_is_fine_and_off()
    {
        Validate([]);

        Options<ZaloOptions>([]).Enabled.ShouldBeFalse();
        Options<TelegramOptions>([]).Enabled.ShouldBeFalse();
        Options<TwilioOptions>([]).Enabled.ShouldBeFalse();
        Options<FacebookOptions>([]).Enabled.ShouldBeFalse();
        Options<WebhookOptions>([]).Enabled.ShouldBeFalse();
    }

    [Theory]
    [InlineData("Channels:Zalo:OaSecret is missing although AppId is set.", "Zalo:AppId=1", "Zalo:AppSecret=s", "Zalo:RefreshToken=r")]
    [InlineData("Channels:Zalo:MessagesPerSecond must be", "Zalo:MessagesPerSecond=0")]
    [InlineData("Channels:Zalo:OAuthUrl must be an http(s) address", "Zalo:OAuthUrl=oauth.zaloapp.com")]
    [InlineData("Channels:Zalo:Account must consist of", "Zalo:Account=a/b")]
    [InlineData("Channels:Telegram:WebhookSecret is missing although BotToken is set.", "Telegram:BotToken=" + Token)]
    [InlineData("Channels:Telegram:WebhookSecret must be 1 to 256", "Telegram:BotToken=" + Token, "Telegram:WebhookSecret=Nq3_tele-Hook.")]
    [InlineData("Service:PublicUrl must be set because Channels:Telegram:RegisterWebhook is true.", "Telegram:RegisterWebhook=true")]
    [InlineData("Channels:Twilio:From is missing although AccountSid is set.", "Twilio:AccountSid=AC1", "Twilio:AuthToken=t")]
    [InlineData("Channels:Twilio:From must have at most 11 characters", "Twilio:From=UBNDTINHDAKLAK")]
    [InlineData("Channels:Twilio:Price must not be negative", "Twilio:Price=-1")]
    [InlineData("Channels:Twilio:LookupAfterSeconds must be 0 to 86400", "Twilio:LookupAfterSeconds=-1")]
    [InlineData("Channels:Twilio:ApiKeySecret is missing", "Twilio:ApiKeySid=SK1")]
    [InlineData("Channels:Twilio:MessagingServiceSid must not be set together with From", "Twilio:From=UBND", "Twilio:MessagingServiceSid=MG1")]
    [InlineData("Channels:Twilio:ValidityPeriodSeconds must be 1 to 36000", "Twilio:ValidityPeriodSeconds=0")]
    [InlineData("Service:PublicUrl must be set because Channels:Twilio is", "Twilio:AccountSid=AC1", "Twilio:AuthToken=t", "Twilio:From=UBND")]
    [InlineData("Channels:Facebook:AppSecret is missing although PageId is set.", "Facebook:PageId=1")]
    [InlineData("Channels:Facebook:OutsideWindowTag must be HUMAN_AGENT or empty", "Facebook:OutsideWindowTag=CONFIRMED_EVENT_UPDATE")]
    [InlineData("Channels:Facebook:ApiVersion must look like v25.0", "Facebook:ApiVersion=25")]
    [InlineData("Channels:Webhook:Endpoints:a:Secret must be whsec_", "Webhook:Endpoints:a:Url=https://a.vn/")]
    [InlineData("Channels:Webhook:Endpoints:a:Url must be https", "Webhook:Endpoints:a:Url=http://a.vn/", "Webhook:Endpoints:a:Secret=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("Channels:Webhook:Endpoints:a|b must have a name of", "Webhook:Endpoints:a|b:Secret=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    public void A_wrong_setting_is_named(string problem, params string[] settings)
    {
        var given = settings.Select(setting => setting.Split('=', 2)).ToDictionary(pair => "Channels:" + pair[0], pair => (string?)pair[1]);

        Should.Throw<OptionsValidationException>(() => Validate(given)).Message.ShouldContain(problem);
    }

    private static void Validate(Dictionary<string, string?> settings)
    {
        using var services = Services(settings);
        services.GetRequiredService<IStartupValidator>().Validate();
    }

    private static T Options<T>(Dictionary<string, string?> settings)
        where T : class
    {
        using var services = Services(settings);
        return services.GetRequiredService<IOptions<T>>().Value;
    }

    private static ServiceProvider Services(Dictionary<string, string?> settings) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
        .AddZalo()
        .AddTelegram()
        .AddTwilio()
        .AddFacebook()
        .AddWebhook()
        .BuildServiceProvider();
}
