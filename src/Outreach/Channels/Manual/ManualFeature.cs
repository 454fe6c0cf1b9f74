using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Outreach.Delivery;

namespace Outreach.Channels.Manual;

public static class ManualFeature
{
    public const string Print = "print";
    public const string Loudspeaker = "loudspeaker";
    public const string ZaloGroup = "zalo-group";

    extension(IServiceCollection services)
    {
        /// <summary>Adds notice boards, loudspeaker stations and Zalo groups: channels that a person carries out.</summary>
        public IServiceCollection AddManual()
        {
            services.AddSingleton<ManualTasks>();
            foreach (var name in new[] { Print, Loudspeaker, ZaloGroup })
                services.AddSingleton<IChannel>(provider => ActivatorUtilities.CreateInstance<ManualChannel>(provider, name));
            return services;
        }
    }

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>REST over the tasks; their page is the console's.</summary>
        public void MapManual() => routes.MapManualTasks();
    }
}
