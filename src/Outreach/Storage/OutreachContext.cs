using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace Outreach.Storage;

/// <summary>
/// The one model. It knows no feature: every table is configured in its feature's folder. Names are snake_case and times
/// are Unix milliseconds (UTC) in both databases, so that hand-written SQL on the hot paths reads the same on either.
/// </summary>
public abstract partial class OutreachContext(DbContextOptions options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(OutreachContext).Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties())
                property.SetColumnName(SnakeCase(property.Name));
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
    }

    internal static string SnakeCase(string name) => WordStart().Replace(name, "_$0").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]")]
    private static partial Regex WordStart();
}

/// <summary>The model on SQLite, the default.</summary>
public sealed class SqliteOutreachContext(DbContextOptions<SqliteOutreachContext> options) : OutreachContext(options);

/// <summary>The model on PostgreSQL, where several nodes share the work.</summary>
public sealed class PostgresOutreachContext(DbContextOptions<PostgresOutreachContext> options) : OutreachContext(options);
