using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Outreach.Host;

/// <summary>What <c>/health/ready</c> says: the state of each part, and when every sweep last ran.</summary>
internal static class HealthAnswer
{
    public static Task WriteAsync(HttpContext http, HealthReport report) =>
        http.Response.WriteAsJsonAsync(
            new
            {
                status = Word(report.Status),
                checks = report.Entries.ToDictionary(
                    entry => entry.Key,
                    entry => new { status = Word(entry.Value.Status), entry.Value.Description, entry.Value.Data }),
            },
            http.RequestAborted);

    private static string Word(HealthStatus status) => status.ToString().ToLowerInvariant();
}
