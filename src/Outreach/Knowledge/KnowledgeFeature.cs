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
        var laws = LawBook.Of(content.Laws.Where(law => law.Expires is not null).Select(law => new EndingLaw(law.Id, law.Expires!.Value, law.ReplacedBy)));
        return KnowledgeBase.Build(
            content.Procedures,
            content.Faqs,
            LexiconFile.ReadFolder(Path.Combine(options.Directory, "lexicon")),
            registers: new Registers(UnitBook.Of(content.Units), laws));
    }
}
