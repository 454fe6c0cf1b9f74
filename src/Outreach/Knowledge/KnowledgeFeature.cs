using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Outreach.Assistant.Knowledge;
using Outreach.Content;

namespace Outreach.Knowledge;

public static class KnowledgeFeature
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds what the assistant knows: the content library, indexed.</summary>
        public IServiceCollection AddKnowledge()
        {
            services.AddSingleton(provider => new LiveKnowledge(
                Build(provider.GetRequiredService<ContentLibrary>(), provider.GetRequiredService<IOptions<ContentOptions>>().Value)));
            return services;
        }
    }

    /// <summary>Procedures, common questions and the words people use, from the content folder alone.</summary>
    public static KnowledgeBase Build(ContentLibrary content, ContentOptions options)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(options);
        return KnowledgeBase.Build(content.Procedures, content.Faqs, LexiconFile.ReadFolder(Path.Combine(options.Directory, "lexicon")));
    }
}
