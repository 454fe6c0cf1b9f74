using Microsoft.Extensions.DependencyInjection;
using Outreach.Delivery.Rules;

namespace Outreach.Delivery;

public static class DeliveryFeature
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds the outbox, the dispatcher, receipts and what channels remember. Channels register themselves.</summary>
        public IServiceCollection AddDelivery()
        {
            services.AddSendingRules();
            services.AddSingleton<OutboxSignals>();
            services.AddSingleton<Outbox>();
            services.AddSingleton<Receipts>();
            services.AddSingleton<ProviderMediaStore>();
            services.AddSingleton<ProviderTokenStore>();
            services.AddHostedService<Dispatcher>();
            return services;
        }
    }
}
