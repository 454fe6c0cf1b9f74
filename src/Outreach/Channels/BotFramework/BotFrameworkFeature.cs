using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Outreach.BotFramework.Authentication;
using Outreach.Delivery;
using Outreach.Inbox.Retention;

namespace Outreach.Channels.BotFramework;

public static class BotFrameworkFeature
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds the channels of the Azure Bot Service, configured from <c>BotFramework</c>.</summary>
        public IServiceCollection AddBotFramework()
        {
            services.AddOptions<ServiceOptions>().BindConfiguration(ServiceOptions.Section);
            services.AddOptions<BotFrameworkOptions>().BindConfiguration(BotFrameworkOptions.Section).ValidateDataAnnotations().ValidateOnStart();
            services.AddProviderClient(BotFrameworkChannel.ChannelName);
            services.AddSingleton(Authentication);
            services.AddSingleton<BotConversations>();
            services.AddSingleton<BotToken>();
            services.AddSingleton<BotRendering>();
            services.AddSingleton<BotFrameworkChannel>();
            services.AddSingleton<IChannel>(provider => provider.GetRequiredService<BotFrameworkChannel>());
            services.AddSingleton<BotIntake>();
            services.AddRetained<OldBotConversations>();
            return services;
        }
    }

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Where channels and the Bot Connector post activities: <c>POST /api/messages</c>, as bots of this protocol have it.</summary>
        public IEndpointConventionBuilder MapBotFramework() =>
            routes.MapPost("/api/messages", BotEndpoint.ReceiveAsync).WithName("bot-messages").ExcludeFromDescription();
    }

    private static BotAuthentication Authentication(IServiceProvider provider)
    {
        var settings = provider.GetRequiredService<IOptions<BotFrameworkOptions>>().Value;
        var time = provider.GetRequiredService<TimeProvider>();
        var clients = provider.GetRequiredService<IHttpClientFactory>();
        return new(settings.Trust, new OpenIdDocuments(() => clients.CreateClient(BotFrameworkChannel.ChannelName), settings.Timeout, time), time);
    }
}
