using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Outreach.Storage;
using Quartz;

namespace Outreach.Cluster.Quartz;

public static class SchedulerFeature
{
    extension(IHostApplicationBuilder builder)
    {
        /// <summary>
        /// Adds the scheduler that launches campaigns and runs sweeps. On PostgreSQL all nodes share one store, and each firing
        /// happens on one of them. On SQLite it has a file of its own: beside a bulk writer in the same file half of its firings
        /// came seconds late, in its own file none did.
        /// </summary>
        public IHostApplicationBuilder AddScheduler()
        {
            var storage = StorageOptions.From(builder.Configuration);
            builder.AddQuartz(quartz =>
            {
                quartz.ConfigureScheduler(scheduler =>
                {
                    scheduler.InstanceName = "outreach";
                    scheduler.GenerateInstanceId = storage.UsesPostgres;
                });
                quartz.UseDefaultThreadPool(8);
                quartz.UsePersistentStore(persistent =>
                {
                    if (storage.UsesPostgres)
                    {
                        persistent.UsePostgres(NpgsqlFactory.Instance, storage.ConnectionString!);
                        persistent.UseClustering(cluster =>
                        {
                            // A dead node's work is taken over after about ten seconds.
                            cluster.CheckinInterval = TimeSpan.FromSeconds(3);
                            cluster.CheckinMisfireThreshold = TimeSpan.FromSeconds(6);
                        });
                    }
                    else
                    {
                        persistent.UseSqlite(SqliteFactory.Instance, new SqliteConnectionStringBuilder { DataSource = storage.SchedulerFile, DefaultTimeout = 30 }.ToString());
                    }

                    persistent.UseSystemTextJsonSerializer();
                    persistent.ConfigureStore(options =>
                    {
                        options.SchemaProvisioning = SchemaProvisioning.CreateIfMissing;
                        options.StoreJobDataAsStrings = true;
                        options.MisfireThreshold = TimeSpan.FromSeconds(30);
                    });
                });
            });
            builder.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
            return builder;
        }
    }

    /// <summary>On SQLite: write-ahead logging persists in the file, and readers then do not wait for the writer. The tables make themselves.</summary>
    public static async Task PrepareStoreAsync(StorageOptions storage, CancellationToken ct)
    {
        Directory.CreateDirectory(storage.DataDirectory);
        if (storage.UsesPostgres)
            return;

        await using var connection = new SqliteConnection($"Data Source={storage.SchedulerFile}");
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL";
        await command.ExecuteNonQueryAsync(ct);
    }
}
