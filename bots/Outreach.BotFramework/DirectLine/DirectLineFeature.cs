using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Outreach.BotFramework.DirectLine;

/// <summary>
/// Direct Line 3.0 on our own address, for Web Chat and other clients of it. Besides these calls the host registers an
/// <see cref="IConversationLog"/>, a <see cref="DirectLineBot"/> and, unless memory will do, an <see cref="IAttachmentStore"/>, and calls <c>UseCors()</c> and <c>UseWebSockets()</c>;
/// without the latter clients poll.
/// </summary>
public static class DirectLineFeature
{
    private const string CorsPolicy = "directline";

    extension(IServiceCollection services)
    {
        public IServiceCollection AddDirectLine(Action<DirectLineOptions> configure)
        {
            services.AddOptions<DirectLineOptions>().Configure(configure).ValidateOnStart();
            services.AddSingleton<IValidateOptions<DirectLineOptions>, DirectLineOptionsValidator>();
            services.TryAddSingleton(TimeProvider.System);
            services.AddSingleton<DirectLineTokens>();
            services.AddSingleton<DirectLineGate>();
            services.AddSingleton<DirectLineLimits>();
            services.AddSingleton<DirectLineStreams>();
            services.AddSingleton<DirectLineIntake>();
            services.AddSingleton<AttachmentLinks>();
            services.TryAddSingleton<IAttachmentStore>(_ => new InMemoryAttachmentStore());
            services.AddCors();
            services.AddOptions<CorsOptions>().Configure<IOptions<DirectLineOptions>>(
                (cors, directLine) => cors.AddPolicy(CorsPolicy, policy => AllowClients(policy, directLine.Value)));
            return services;
        }
    }

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>
        /// The Direct Line endpoints. A client's <c>domain</c> is the address of <paramref name="prefix"/>, without a slash at its end.
        /// </summary>
        public IEndpointConventionBuilder MapDirectLine(string prefix = "/v3/directline")
        {
            var group = routes.MapGroup(prefix).RequireCors(CorsPolicy).DisableAntiforgery();
            group.MapPost("/tokens/generate", TokenEndpoints.GenerateAsync);
            group.MapPost("/tokens/refresh", TokenEndpoints.Refresh);
            group.MapPost("/conversations", ConversationEndpoints.StartAsync);
            group.MapGet("/conversations/{conversationId}", ConversationEndpoints.ReconnectAsync);
            group.MapGet("/conversations/{conversationId}/activities", ActivityEndpoints.ReadAsync);
            group.MapPost("/conversations/{conversationId}/activities", ActivityEndpoints.PostAsync);
            group.MapPost("/conversations/{conversationId}/upload", AttachmentEndpoints.UploadAsync);
            group.MapGet("/conversations/{conversationId}/attachments/{attachmentId}", AttachmentEndpoints.ReadAsync);
            group.Map("/conversations/{conversationId}/stream", StreamEndpoint.OpenAsync);
            return group;
        }

        /// <summary>Where a page gets its anonymous visitor's token: ours and those of <see cref="DirectLineOptions.AllowedOrigins"/>.</summary>
        public IEndpointConventionBuilder MapChatToken(string pattern = "/chat/token") =>
            routes.MapPost(pattern, TokenEndpoints.IssueToVisitor).RequireCors(CorsPolicy).DisableAntiforgery();
    }

    /// <summary>
    /// What DirectLineJS needs: RxJS adds x-requested-with to every call, so each is preflighted, and the session call is made
    /// with credentials, which rules out <c>*</c> as the origin.
    /// </summary>
    private static void AllowClients(CorsPolicyBuilder policy, DirectLineOptions options) => policy
        .WithOrigins([.. options.AllowedOrigins])
        .WithMethods(HttpMethods.Get, HttpMethods.Post, HttpMethods.Options)
        .WithHeaders("authorization", "content-type", "x-ms-bot-agent", "x-requested-with")
        .WithExposedHeaders("Retry-After")
        .AllowCredentials()
        .SetPreflightMaxAge(TimeSpan.FromDays(1));
}
