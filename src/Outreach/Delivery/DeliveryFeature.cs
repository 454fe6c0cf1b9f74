using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Outreach.Delivery.Media;
using Outreach.Storage;

namespace Outreach.Delivery;

public static class DeliveryFeature
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds the outbox, the dispatcher, receipts and media. Channels register themselves.</summary>
        public IServiceCollection AddDelivery()
        {
            services.AddSingleton(provider => new MediaStore(provider.GetRequiredService<IOptions<StorageOptions>>().Value.MediaDirectory));
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
