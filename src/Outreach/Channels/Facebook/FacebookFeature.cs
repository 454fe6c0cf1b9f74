using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Outreach.Delivery;
using Outreach.Inbox;

namespace Outreach.Channels.Facebook;

public static class FacebookFeature
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds the Facebook page and its Messenger, configured from <c>Channels:Facebook</c>.</summary>
        public IServiceCollection AddFacebook()
        {
            services.AddOptions<FacebookOptions>().BindConfiguration(FacebookOptions.Section).ValidateDataAnnotations().ValidateOnStart();
            services.AddProviderClient(GraphClient.ClientName);
            services.TryAddSingleton<LastHeard>();
            services.AddSingleton<GraphClient>();
            services.AddSingleton<MessengerUploads>();
            services.AddSingleton<MessengerWatermarks>();
            services.AddSingleton<IChannel, FacebookChannel>();
            services.AddSingleton<IChannel, MessengerChannel>();
            return services;
        }
    }

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Where Meta sends events: <c>/webhooks/facebook/{account}</c>; a GET is its handshake.</summary>
        public IEndpointConventionBuilder MapFacebookWebhook()
        {
            var webhook = routes.MapGroup("/webhooks/facebook/{account}");
            webhook.MapGet("", FacebookWebhook.Verify).WithName("facebook-handshake");
            webhook.MapPost("", FacebookWebhook.ReceiveAsync).WithName("facebook-events");
            return webhook;
        }
    }
}
