using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Outreach.Content.Infographics;

namespace Outreach.Content;

public static class ContentFeature
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds the content library and its infographics, configured from <c>Content</c>.</summary>
        public IServiceCollection AddContent()
        {
            services.AddOptions<ContentOptions>().BindConfiguration(ContentOptions.Section).ValidateDataAnnotations().ValidateOnStart();
            services.AddSingleton(provider => ContentLibrary.Load(provider.GetRequiredService<IOptions<ContentOptions>>().Value.Directory));
            services.AddSingleton<InfographicPublisher>();
            return services;
        }
    }
}
