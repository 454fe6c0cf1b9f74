using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Outreach.Storage;

namespace Outreach.Migrations;

/// <summary>How `dotnet ef` makes a context to compare the model with the last migration.</summary>
public sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteOutreachContext>
{
    public static void Main() => Console.WriteLine("This project exists for `dotnet ef`; run infra/migrations/add NAME.");

    public SqliteOutreachContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteOutreachContext>().UseSqlite("Data Source=design.db").Options);
}
