using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Outreach.Delivery;

namespace Outreach.Channels.SmsGateway;

public static class SmsGatewayFeature
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds SMS through a Vietnamese brand-name gateway, described by <c>Channels:SmsGateway</c>.</summary>
        public IServiceCollection AddSmsGateway()
        {
            services.AddOptions<ServiceOptions>().BindConfiguration(ServiceOptions.Section);
            services.AddOptions<SmsGatewayOptions>()
                .Configure<IConfiguration>((options, configuration) => SmsGatewayPresets.Beneath(configuration).Bind(options))
                .ValidateDataAnnotations()
                .Validate<IOptions<ServiceOptions>>(
                    (options, service) => !options.Enabled || !options.Uses("callback") || service.Value.PublicUrl is { IsAbsoluteUri: true },
                    $"{ServiceOptions.Section}:{nameof(ServiceOptions.PublicUrl)} must be set because {SmsGatewayOptions.Section} tells the gateway where receipts go.")
                .ValidateOnStart();
            services.AddProviderClient(SmsGatewayClient.Name);
            services.AddSingleton(Create);
            return services;
        }
    }

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Receipts at <c>/webhooks/sms/{account}/{secret}/status</c>, incoming messages one step above; GET or POST as described.</summary>
        public IEndpointConventionBuilder MapSmsGatewayWebhook()
        {
            var webhook = routes.MapGroup("/webhooks/sms/{account}/{secret}");
            webhook.MapMethods("", ["GET", "POST"], SmsGatewayWebhook.ReceiveAsync).WithName("sms-messages");
            webhook.MapMethods("/status", ["GET", "POST"], SmsGatewayWebhook.ReceiveAsync).WithName("sms-receipts");
            return webhook;
        }
    }

    extension(IConfiguration configuration)
    {
        /// <summary>Whether somebody has begun to describe a gateway.</summary>
        public bool HasSmsGateway() =>
            !string.IsNullOrWhiteSpace(configuration[$"{SmsGatewayOptions.Section}:{nameof(SmsGatewayOptions.Preset)}"])
            || !string.IsNullOrWhiteSpace(configuration[$"{SmsGatewayOptions.Section}:Send:Path"]);
    }

    private static IChannel Create(IServiceProvider services)
    {
        var (clients, settings) = (services.GetRequiredService<IHttpClientFactory>(), services.GetRequiredService<IOptions<SmsGatewayOptions>>().Value);
        var (service, time) = (services.GetRequiredService<IOptions<ServiceOptions>>().Value, services.GetRequiredService<TimeProvider>());
        return string.IsNullOrEmpty(settings.Lookup.Path)
            ? new SmsGatewayChannel(clients, settings, service, time)
            : new SmsGatewayLookupChannel(clients, settings, service, time);
    }
}
