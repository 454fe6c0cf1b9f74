using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Outreach.Storage;

public static class StorageFeature
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds the database, the field cipher and the media folder, configured from <c>Storage</c>.</summary>
        public IServiceCollection AddStorage()
        {
            services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.Section).ValidateDataAnnotations().ValidateOnStart();
            services.AddSingleton(provider => Database.Open(Options(provider)));
            services.AddSingleton<IdGenerator>();
            services.AddSingleton(provider => FieldCipher.Open(Options(provider).KeyFile));
            services.AddSingleton(provider => new MediaStore(Options(provider).MediaDirectory));
            return services;
        }
    }

    private static StorageOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<StorageOptions>>().Value;
}
