using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Outreach.Storage;
using Quartz;

namespace Outreach.Cluster.Quartz;

public static class SchedulerFeature
{
    extension(IHostApplicationBuilder builder)
    {
        /// <summary>
        /// Adds the scheduler that launches campaigns and runs sweeps. It has a file of its own: beside a bulk writer in the
        /// same file half of its firings came seconds late, in its own file none did.
        /// </summary>
        public IHostApplicationBuilder AddScheduler()
        {
            var storage = builder.Configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new StorageOptions();
            var store = new SqliteConnectionStringBuilder { DataSource = storage.SchedulerFile, DefaultTimeout = 30 }.ToString();
            builder.AddQuartz(quartz =>
            {
                quartz.ConfigureScheduler(scheduler => scheduler.InstanceName = "outreach");
                quartz.UseDefaultThreadPool(8);
                quartz.UsePersistentStore(persistent =>
                {
                    persistent.UseSqlite(SqliteFactory.Instance, store);
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

    /// <summary>Write-ahead logging persists in the file: readers then do not wait for the writer.</summary>
    public static async Task PrepareStoreAsync(StorageOptions storage, CancellationToken ct)
    {
        Directory.CreateDirectory(storage.DataDirectory);
        await using var connection = new SqliteConnection($"Data Source={storage.SchedulerFile}");
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL";
        await command.ExecuteNonQueryAsync(ct);
    }
}
