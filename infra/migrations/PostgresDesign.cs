using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Outreach.Storage;

namespace Outreach.Migrations;

/// <summary>As <see cref="SqliteDesign"/>; no server is asked.</summary>
public sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresOutreachContext>
{
    public PostgresOutreachContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresOutreachContext>().UseNpgsql("Host=design").Options);
}
