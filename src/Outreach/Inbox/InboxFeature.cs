using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Outreach.Assistant.Dialogs;
using Outreach.Content;
using Outreach.Inbox.Dossiers;
using Outreach.Inbox.Handoffs;
using Outreach.Inbox.Retention;

namespace Outreach.Inbox;

public static class InboxFeature
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds the inbox and the assistant that answers from the live knowledge.</summary>
        public IServiceCollection AddInbox()
        {
            services.AddSingleton<InboxSignal>();
            services.AddSingleton<IncomingMessages>();
            services.AddSingleton<InboxStore>();
            services.AddSingleton<HandoffStore>();
            services.AddRetention();
            services.AddDossiers();
            services.AddSingleton<Assistance>();
            services.AddSingleton<Reception>();
            services.AddSingleton<PromptReplies>();
            services.AddSingleton<Transcripts>();
            services.AddSingleton(provider => Assistant(provider.GetRequiredService<IOptions<ContentOptions>>().Value));
            services.AddHostedService<InboxWorker>();
            return services;
        }
    }

    public static Dialog Assistant(ContentOptions options) => new(new AssistantOptions
    {
        Province = options.Province,
        Hotline = options.Hotline,
        StaleAfterDays = options.StaleAfterDays,
    });
}
