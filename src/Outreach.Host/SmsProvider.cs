using Microsoft.Extensions.Options;
using Outreach.Channels.SmsGateway;
using Outreach.Channels.Twilio;

namespace Outreach.Host;

/// <summary>The channel <c>sms</c> has one provider: a brand-name gateway where one is described, else Twilio. Both stop the start.</summary>
internal static class SmsProvider
{
    private static readonly string[] TwilioKeys = [nameof(TwilioOptions.AccountSid), nameof(TwilioOptions.AuthToken)];

    extension(WebApplicationBuilder builder)
    {
        /// <summary>Adds the channel <c>sms</c>.</summary>
        /// <exception cref="OptionsValidationException">Both providers are configured.</exception>
        public void AddSms()
        {
            var gateway = builder.Configuration.HasSmsGateway();
            if (gateway && TwilioKeys.Any(key => !string.IsNullOrWhiteSpace(builder.Configuration[$"{TwilioOptions.Section}:{key}"])))
                throw new OptionsValidationException(
                    "Channels", typeof(SmsProvider), [$"{TwilioOptions.Section} and {SmsGatewayOptions.Section} are both set; SMS leaves through one of them."]);

            if (gateway)
                builder.Services.AddSmsGateway();
            else
                builder.Services.AddTwilio();
        }
    }

    extension(WebApplication app)
    {
        /// <summary>The webhooks of the provider that was added.</summary>
        public void MapSmsWebhook()
        {
            if (app.Configuration.HasSmsGateway())
                app.MapSmsGatewayWebhook();
            else
                app.MapTwilioWebhook();
        }
    }
}
