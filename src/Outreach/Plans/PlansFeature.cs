using Microsoft.Extensions.DependencyInjection;

namespace Outreach.Plans;

public static class PlansFeature
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds the year plans.</summary>
        public IServiceCollection AddPlans() => services.AddSingleton<PlanStore>();
    }
}
