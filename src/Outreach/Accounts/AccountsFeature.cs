using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Outreach.Accounts;

public static class AccountsFeature
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds API keys, one authorization policy per scope, and the audit log.</summary>
        public IServiceCollection AddAccounts()
        {
            services.AddSingleton<ApiKeys>();
            services.AddSingleton<AuditLog>();
            services.AddAuthentication(ApiKeyAuthentication.SchemeName)
                .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, null);
            var authorization = services.AddAuthorizationBuilder();
            foreach (var scope in ApiScopes.All)
                authorization.AddPolicy(scope, policy => policy.RequireClaim(ApiKeyAuthentication.ScopeClaim, scope));
            return services;
        }
    }

    extension(IApplicationBuilder app)
    {
        /// <summary>Authentication, authorization, and idempotent POSTs for whoever came with a key.</summary>
        public IApplicationBuilder UseAccounts() => app.UseAuthentication().UseAuthorization().UseMiddleware<Idempotency>();
    }
}
