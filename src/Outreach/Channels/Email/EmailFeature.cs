using Microsoft.Extensions.DependencyInjection;
using Outreach.Delivery;

namespace Outreach.Channels.Email;

public static class EmailFeature
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds e-mail by SMTP, configured from <c>Channels:Email</c>.</summary>
        public IServiceCollection AddEmail()
        {
            services.AddOptions<EmailOptions>().BindConfiguration(EmailOptions.Section).ValidateDataAnnotations().ValidateOnStart();
            services.AddSingleton<IChannel, EmailChannel>();
            return services;
        }
    }
}
