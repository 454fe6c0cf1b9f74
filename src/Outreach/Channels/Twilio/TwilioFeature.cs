using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Outreach.Delivery;

namespace Outreach.Channels.Twilio;

public static class TwilioFeature
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds SMS through Twilio, configured from <c>Channels:Twilio</c>.</summary>
        public IServiceCollection AddTwilio()
        {
            services.AddOptions<ServiceOptions>().BindConfiguration(ServiceOptions.Section);
            services.AddOptions<TwilioOptions>()
                .BindConfiguration(TwilioOptions.Section)
                .ValidateDataAnnotations()
                .Validate<IOptions<ServiceOptions>>(
                    (options, service) => !options.Enabled || service.Value.PublicUrl is { IsAbsoluteUri: true },
                    $"{ServiceOptions.Section}:{nameof(ServiceOptions.PublicUrl)} must be set because {TwilioOptions.Section} is: Twilio signs the address it calls.")
                .ValidateOnStart();
            services.AddProviderClient(TwilioChannel.ChannelName);
            services.AddSingleton<IChannel, TwilioChannel>();
            return services;
        }
    }

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Incoming SMS at <c>POST /webhooks/twilio/{account}</c>, receipts at <c>/status</c> below it.</summary>
        public IEndpointConventionBuilder MapTwilioWebhook()
        {
            var webhook = routes.MapGroup("/webhooks/twilio/{account}");
            webhook.MapPost("", TwilioWebhook.ReceiveAsync).WithName("twilio-messages");
            webhook.MapPost("/status", TwilioWebhook.ReceiveStatusAsync).WithName("twilio-receipts");
            return webhook;
        }
    }
}
