using Microsoft.Extensions.DependencyInjection;
using Outreach.Cluster.Sweeps;
using Outreach.Delivery.Rules;

namespace Outreach.Delivery;

public static class DeliveryFeature
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds the outbox, the dispatcher, receipts and what channels remember. Channels register themselves.</summary>
        public IServiceCollection AddDelivery()
        {
            services.AddOptions<DeliveryOptions>().BindConfiguration(DeliveryOptions.Section).ValidateDataAnnotations().ValidateOnStart();
            services.AddOptions<NoticeOptions>().BindConfiguration(NoticeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
            services.AddOptions<ServiceOptions>().BindConfiguration(ServiceOptions.Section);
            services.AddSendingRules();
            services.AddSingleton<OutboxSignals>();
            services.AddSingleton<Outbox>();
            services.AddSingleton<OutboxClaims>();
            services.AddSingleton<AddressMoves>();
            services.AddSingleton<OutboxSettlements>();
            services.AddSingleton<BulkQueues>();
            services.AddSingleton<MessageContents>();
            services.AddSingleton<ChannelDirectory>();
            services.AddSingleton<SingleMessages>();
            services.AddSingleton<Notices>();
            services.AddSingleton<Receipts>();
            services.AddSingleton<ProviderMediaStore>();
            services.AddSingleton<ProviderTokenStore>();
            services.AddSingleton<ProviderQuotas>();
            services.AddHostedService(provider => provider.GetRequiredService<ProviderQuotas>());
            services.AddSingleton<SenderTools>();
            services.AddSingleton<ErrorWatch>();
            services.AddHostedService(provider => provider.GetRequiredService<ErrorWatch>());
            services.AddSweep<ClaimSweep>();
            services.AddSweep<DoubtSweep>();
            services.AddHostedService<Dispatcher>();
            return services;
        }
    }
}
