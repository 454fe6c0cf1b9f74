using Microsoft.Extensions.DependencyInjection;
using Outreach.Cluster.Sweeps;

namespace Outreach.Inbox.Retention;

public static class RetentionFeature
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds what deletes old conversations; each feature adds what it keeps of them with <see cref="AddRetained"/>.</summary>
        public IServiceCollection AddRetention()
        {
            services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.Section).ValidateDataAnnotations().ValidateOnStart();
            return services.AddRetained<OldMessages>().AddRetained<OldConversations>().AddSweep<RetentionSweep>();
        }

        public IServiceCollection AddRetained<T>()
            where T : class, IRetained => services.AddSingleton<IRetained, T>();
    }
}
