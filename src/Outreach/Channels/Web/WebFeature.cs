using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Outreach.BotFramework.DirectLine;
using Outreach.Delivery;
using Outreach.Inbox;
using Outreach.Inbox.Retention;
using Outreach.Storage;

namespace Outreach.Channels.Web;

public static class WebFeature
{
    /// <summary>Settings of <see cref="DirectLineOptions"/>, such as <c>Channels:Web:AllowedOrigins:0</c>.</summary>
    private const string Section = "Channels:Web";

    extension(IServiceCollection services)
    {
        /// <summary>Adds the web chat: our own Direct Line, its log and files in the database, and the way from it into the inbox.</summary>
        public IServiceCollection AddWeb()
        {
            services.AddSingleton<IConversationLog, WebConversationLog>();
            services.AddSingleton<IAttachmentStore, WebAttachmentStore>();
            services.AddSingleton<IChannel, WebChannel>();
            services.AddRetained<OldUploads>().AddRetained<OldWebChats>();
            services.AddSingleton<DirectLineBot>(provider => new WebBot(provider.GetRequiredService<IncomingMessages>(), provider.GetRequiredService<TimeProvider>()).TakeAsync);
            services.AddDirectLine(options =>
            {
                options.BotId = WebChannel.BotId;
                options.BotName = WebChannel.BotName;
            });
            services.AddSingleton<IConfigureOptions<DirectLineOptions>, Settings>();
            return services;
        }
    }

    private sealed class Settings(FieldCipher cipher, IConfiguration configuration) : IConfigureOptions<DirectLineOptions>
    {
        public void Configure(DirectLineOptions options)
        {
            configuration.GetSection(Section).Bind(options);
            options.SigningKey = cipher.SigningKey;
        }
    }
}
