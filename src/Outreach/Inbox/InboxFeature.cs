using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Outreach.Assistant.Dialogs;
using Outreach.Assistant.Knowledge;
using Outreach.Content;

namespace Outreach.Inbox;

public static class InboxFeature
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds the inbox and the assistant that answers from the content library.</summary>
        public IServiceCollection AddInbox()
        {
            services.AddSingleton<InboxSignal>();
            services.AddSingleton<IncomingMessages>();
            services.AddSingleton<InboxStore>();
            services.AddSingleton<Reception>();
            services.AddSingleton(provider => Build(provider.GetRequiredService<ContentLibrary>(), provider.GetRequiredService<IOptions<ContentOptions>>().Value));
            services.AddSingleton(provider => Assistant(provider.GetRequiredService<IOptions<ContentOptions>>().Value));
            services.AddHostedService<InboxWorker>();
            return services;
        }
    }

    /// <summary>What the assistant knows: procedures, questions and the words people use.</summary>
    public static KnowledgeBase Build(ContentLibrary content, ContentOptions options) =>
        KnowledgeBase.Build(content.Procedures, content.Faqs, LexiconFile.ReadFolder(Path.Combine(options.Directory, "lexicon")));

    public static Dialog Assistant(ContentOptions options) => new(new AssistantOptions { Province = options.Province, Hotline = options.Hotline });
}
