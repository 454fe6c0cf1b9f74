using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Outreach.Assistant.Knowledge;
using Outreach.Cluster.Sweeps;
using Outreach.Content;
using Outreach.Knowledge.Import;
using Outreach.Knowledge.Learning;
using Outreach.Knowledge.Writing;

namespace Outreach.Knowledge;

public static class KnowledgeFeature
{
    extension(IServiceCollection services)
    {
        /// <summary>
        /// Adds what the assistant knows and how it learns, configured from <c>Knowledge</c>, and the optional writer, configured
        /// from <c>Writer</c>. It starts with the content folder; <see cref="KnowledgeRebuild"/> brings in what is stored.
        /// </summary>
        public IServiceCollection AddKnowledge()
        {
            services.AddOptions<KnowledgeOptions>().BindConfiguration(KnowledgeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
            services.AddOptions<WriterOptions>().BindConfiguration(WriterOptions.Section).ValidateDataAnnotations().ValidateOnStart();
            services.AddSingleton<KnowledgeGeneration>();
            services.AddSingleton<KnowledgeSources>();
            services.AddSingleton<KnowledgeRebuild>();
            services.AddSingleton<KnowledgeAlarms>();
            services.AddSingleton<ProcedureImport>();
            services.AddSingleton<UnansweredQuestions>();
            services.AddSingleton<QuestionGroups>();
            services.AddSingleton<KnowledgeChanges>();
            services.AddSingleton<EvaluationSet>();
            services.AddSingleton<KnowledgeReplay>();
            services.AddSingleton<AnswerWriter>();
            services.AddSingleton<AfterAnswer>();
            services.AddSweep<QuestionSweep>();
            services.AddHostedService<KnowledgeWatch>();
            services.AddHealthChecks().AddCheck<KnowledgeHealth>("knowledge");
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
        return KnowledgeRecords.Of(content, options).Build();
    }
}
