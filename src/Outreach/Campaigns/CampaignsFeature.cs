using Microsoft.Extensions.DependencyInjection;
using Outreach.Cluster.Sweeps;

namespace Outreach.Campaigns;

public static class CampaignsFeature
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds campaigns and their jobs; needs the scheduler.</summary>
        public IServiceCollection AddCampaigns()
        {
            services.AddSingleton<CampaignStore>();
            services.AddSingleton<ChannelWords>();
            services.AddSingleton<CampaignComposer>();
            services.AddSingleton<Citizens>();
            services.AddSingleton<CampaignPlanner>();
            services.AddSingleton<CampaignDeadline>();
            services.AddSingleton<CampaignRetry>();
            services.AddSingleton<CampaignMessages>();
            services.AddSingleton<EmergencyCampaigns>();
            services.AddSingleton<CampaignScheduler>();
            services.AddSingleton<CampaignReports>();
            services.AddSingleton<Publications>();
            services.AddTransient<LaunchCampaignJob>();
            services.AddSweep<CampaignSweep>();
            services.AddSweep<NextChannel>();
            return services;
        }
    }
}
