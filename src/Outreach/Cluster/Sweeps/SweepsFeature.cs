using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace Outreach.Cluster.Sweeps;

public static class SweepsFeature
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds what runs the sweeps; each feature registers its own with <see cref="AddSweep"/>.</summary>
        public IServiceCollection AddSweeps()
        {
            services.AddOptions<ClusterOptions>().BindConfiguration(ClusterOptions.Section).ValidateDataAnnotations().ValidateOnStart();
            services.AddSingleton<Heartbeats>();
            services.AddSingleton<Leases>();
            services.AddTransient<SweepJob>();
            services.AddHostedService<SweepSchedule>();
            services.AddHealthChecks().AddCheck<SweepHealth>("sweeps");
            return services;
        }

        public IServiceCollection AddSweep<T>()
            where T : class, ISweep
        {
            services.AddSingleton<T>();
            return services.AddSingleton<ISweep>(provider => provider.GetRequiredService<T>());
        }
    }
}

/// <summary>Puts the sweeps into the scheduler at start; replacing them, so that a changed interval takes effect.</summary>
internal sealed class SweepSchedule(ISchedulerFactory schedulers, IEnumerable<ISweep> sweeps) : IHostedService
{
    private const string Group = "sweeps";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var jobs = new Dictionary<IJobDetail, IReadOnlyCollection<ITrigger>>();
        foreach (var sweep in sweeps)
        {
            var job = JobBuilder.Create<SweepJob>().WithIdentity(sweep.Name, Group).UsingJobData(SweepJob.SweepName, sweep.Name).Build();
            var trigger = TriggerBuilder.Create()
                .WithIdentity(sweep.Name, Group)
                .WithSimpleSchedule(schedule => schedule.WithInterval(sweep.Every).RepeatForever())
                .Build();
            jobs[job] = [trigger];
        }

        await scheduler.ScheduleJobs(jobs, new ScheduleJobOptions { Replace = true }, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
