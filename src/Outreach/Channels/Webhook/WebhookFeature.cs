using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Outreach.Delivery;

namespace Outreach.Channels.Webhook;

public static class WebhookFeature
{
    /// <summary>Embedded with the other schemas of <c>content/schemas</c>.</summary>
    private const string Schema = "schemas/webhook.schema.json";

    extension(IServiceCollection services)
    {
        /// <summary>Adds the signed webhook for other systems, configured from <c>Channels:Webhook</c>.</summary>
        public IServiceCollection AddWebhook()
        {
            services.AddOptions<ServiceOptions>().BindConfiguration(ServiceOptions.Section);
            services.AddOptions<WebhookOptions>().BindConfiguration(WebhookOptions.Section).ValidateDataAnnotations().ValidateOnStart();
            services.AddProviderClient(WebhookChannel.ChannelName);
            services.AddSingleton<WebhookMessages>();
            services.AddSingleton<IChannel, WebhookChannel>();
            return services;
        }
    }

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Where other systems post events, <c>POST /webhooks/generic/{endpoint}</c>, and the schema they follow.</summary>
        public IEndpointConventionBuilder MapGenericWebhook()
        {
            var webhook = routes.MapGroup("/webhooks/generic");
            webhook.MapPost("/{endpoint}", WebhookReceiver.ReceiveAsync).WithName("webhook-events");
            webhook.MapGet("/schema.json", () => TypedResults.Stream(
                typeof(WebhookFeature).Assembly.GetManifestResourceStream(Schema)!, "application/schema+json")).WithName("webhook-schema");
            return webhook;
        }
    }
}
