using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Outreach.Delivery;

namespace Outreach.Channels.Telegram;

public static class TelegramFeature
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds the Telegram channel, configured from <c>Channels:Telegram</c>.</summary>
        public IServiceCollection AddTelegram()
        {
            services.AddOptions<ServiceOptions>().BindConfiguration(ServiceOptions.Section);
            services.AddOptions<TelegramOptions>()
                .BindConfiguration(TelegramOptions.Section)
                .ValidateDataAnnotations()
                .Validate<IOptions<ServiceOptions>>(
                    (options, service) => !options.RegisterWebhook || service.Value.PublicUrl is { IsAbsoluteUri: true },
                    $"{ServiceOptions.Section}:{nameof(ServiceOptions.PublicUrl)} must be set because {TelegramOptions.Section}:{nameof(TelegramOptions.RegisterWebhook)} is true.")
                .ValidateOnStart();
            services.AddProviderClient(TelegramChannel.ChannelName);
            services.AddSingleton<IChannel, TelegramChannel>();
            services.AddSingleton<TelegramClient>();
            services.AddSingleton<TelegramBot>();
            services.AddSingleton<TelegramUpdates>();
            services.AddHostedService<TelegramRegistration>();
            services.AddHostedService<TelegramPolling>();
            return services;
        }
    }

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Where Telegram sends updates: <c>POST /webhooks/telegram/{account}</c>.</summary>
        public IEndpointConventionBuilder MapTelegramWebhook() =>
            routes.MapPost("/webhooks/telegram/{account}", TelegramWebhook.ReceiveAsync).WithName("telegram-updates");
    }
}
