using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Outreach.Delivery;

namespace Outreach.Channels.Zalo;

public static class ZaloFeature
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds the Zalo channel, configured from <c>Channels:Zalo</c>.</summary>
        public IServiceCollection AddZalo()
        {
            services.AddOptions<ZaloOptions>().BindConfiguration(ZaloOptions.Section).ValidateDataAnnotations().ValidateOnStart();
            services.AddProviderClient(ZaloChannel.ChannelName);
            services.AddSingleton<ZaloToken>();
            services.AddSingleton<IChannel, ZaloChannel>();
            return services;
        }
    }

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Where Zalo reports messages, receipts, follows: <c>POST /webhooks/zalo/{account}</c>.</summary>
        public IEndpointConventionBuilder MapZaloWebhook() =>
            routes.MapPost("/webhooks/zalo/{account}", ZaloWebhook.ReceiveAsync).WithName("zalo-events");
    }
}
