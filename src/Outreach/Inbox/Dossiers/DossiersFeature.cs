using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Outreach.Inbox.Dossiers;

public static class DossiersFeature
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds the look-up of dossiers: over HTTP where <c>Dossiers:BaseUrl</c> names a system, else by telling where to look.</summary>
        public IServiceCollection AddDossiers()
        {
            services.AddOptions<DossierOptions>().BindConfiguration(DossierOptions.Section)
                .Validate(options => options.BaseUrl is null or { IsAbsoluteUri: true }, "Dossiers:BaseUrl must be an absolute address")
                .Validate(options => options.TimeoutSeconds is > 0 and <= 60, "Dossiers:TimeoutSeconds must be over 0 and at most 60")
                .ValidateOnStart();
            services.AddHttpClient(SandboxDossiers.ClientName, (provider, http) =>
            {
                var options = provider.GetRequiredService<IOptions<DossierOptions>>().Value;
                http.BaseAddress = options.BaseUrl is { } url ? new Uri(url.ToString().TrimEnd('/') + "/") : null;
                http.Timeout = TimeSpan.FromSeconds(options.TimeoutSeconds);
            });
            services.AddSingleton<IDossierLookup>(provider => provider.GetRequiredService<IOptions<DossierOptions>>().Value.BaseUrl is null
                ? new PortalDossiers()
                : ActivatorUtilities.CreateInstance<SandboxDossiers>(provider, provider.GetRequiredService<IHttpClientFactory>().CreateClient(SandboxDossiers.ClientName)));
            return services;
        }
    }
}
