using Microsoft.Extensions.DependencyInjection;
using Outreach.Content;

namespace Outreach.Delivery.Rules;

public static class RulesFeature
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds the sending rules of the content library. A library without any stops the start: nothing would be limited.</summary>
        public IServiceCollection AddSendingRules() =>
            services.AddSingleton(provider => provider.GetRequiredService<ContentLibrary>().SendingRules is { Count: > 0 } rules
                ? new SendingRules(rules)
                : throw new InvalidOperationException("The content folder has no sending rules (rules/sending.yaml); no message may leave without them."));
    }
}
