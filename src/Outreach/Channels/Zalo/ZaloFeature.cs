using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Outreach.Cluster.Sweeps;
using Outreach.Delivery;

namespace Outreach.Channels.Zalo;

public static class ZaloFeature
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds the channels of a Zalo Official Account (messages, ZNS, broadcast), configured from <c>Channels:Zalo</c>.</summary>
        public IServiceCollection AddZalo()
        {
            services.AddOptions<ZaloOptions>().BindConfiguration(ZaloOptions.Section).ValidateDataAnnotations().ValidateOnStart();
            services.AddProviderClient(ZaloChannel.ChannelName);
            services.TryAddSingleton<ProviderQuotas>();
            services.AddSingleton<ZaloToken>();
            services.AddSweep<ZaloUpkeep>();
            services.AddSingleton<ZaloClient>();
            services.AddSingleton<ZaloUploads>();
            services.AddSingleton<ZaloArticles>();
            services.AddSingleton<IChannel, ZaloChannel>();
            services.AddSingleton<IChannel, ZnsChannel>();
            services.AddSingleton<IChannel, ZaloBroadcast>();
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
