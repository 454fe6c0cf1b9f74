using Microsoft.Extensions.DependencyInjection;
using Outreach.People.Import;

namespace Outreach.People;

public static class PeopleFeature
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds contacts, consent and the import of lists; needs the storage.</summary>
        public IServiceCollection AddPeople()
        {
            services.AddSingleton<ContactStore>();
            services.AddSingleton<ContactImport>();
            services.AddSingleton<OptOutLinks>();
            return services;
        }
    }
}
