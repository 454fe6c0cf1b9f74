using Microsoft.Extensions.Diagnostics.HealthChecks;
using Outreach.Storage;

namespace Outreach.Host;

/// <summary>Ready means: the database answers.</summary>
internal sealed class DatabaseHealth(Database database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await database.ReadAsync(session => session.FirstAsync<long>("SELECT 1", null, cancellationToken), cancellationToken) == 1
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy();
}
