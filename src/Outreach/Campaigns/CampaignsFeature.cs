using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Outreach.Campaigns;

public static class CampaignsFeature
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds campaigns and their jobs; needs the scheduler.</summary>
        public IServiceCollection AddCampaigns()
        {
            services.AddSingleton<CampaignStore>();
            services.AddSingleton<CampaignComposer>();
            services.AddSingleton<CampaignPlanner>();
            services.AddSingleton<CampaignScheduler>();
            services.AddSingleton<CampaignReports>();
            services.AddSingleton<Publications>();
            services.AddTransient<LaunchCampaignJob>();
            services.AddTransient<CampaignSweepJob>();
            services.AddHostedService<CampaignSweepSchedule>();
            return services;
        }
    }
}
