using BookingFlow.Web.Data;
using BookingFlow.Web.Emails.Jobs;
using BookingFlow.Web.Hosting.Pipeline;
using BookingFlow.Web.Hosting.Settings;
using BookingFlow.Web.Staff;
using BookingFlow.Web.UseCases.Reservations;
using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.InMemory;
using Hangfire.SqlServer;
using Microsoft.Data.SqlClient;

namespace BookingFlow.Web.Hosting;

/// <summary>
/// The job server (Hangfire): in memory beside SQLite, because the outbox itself is in the database and nothing is lost with the jobs;
/// on SQL Server beside SQL Server.
/// </summary>
public static class JobHosting
{
    /// <summary>Every quarter of a minute: as long as a mail waits at most after a crash or a pause.</summary>
    private const string SweepSchedule = "*/15 * * * * *";

    /// <summary>
    /// When the program is asked to stop: so long a mail in hand may still be handed over, then it is told to let go,
    /// and so long it may take to write down that it is nobody's again. Together within
    /// <see cref="BookingFlowHost.TimeToClose"/>.
    /// </summary>
    private static readonly TimeSpan TimeToFinish = TimeSpan.FromSeconds(10), TimeToGiveBack = TimeSpan.FromSeconds(15);

    /// <summary>Where the job server keeps its tables on SQL Server.</summary>
    private const string JobSchema = "HangFire";

    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        // Registered before Hangfire's own, which would be the process-wide static one: several hosts can live in a process.
        services.AddSingleton(provider => Storage(provider.GetRequiredService<DatabaseSettings>()));
        services.AddHangfire(
            configuration =>
                configuration.SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
                    .UseSimpleAssemblyNameTypeSerializer()
                    .UseRecommendedSerializerSettings());
        services.AddHangfireServer((provider, server) =>
        {
            server.Activator = new AspNetCoreJobActivator(provider.GetRequiredService<IServiceScopeFactory>());
            server.WorkerCount = 4;
            server.SchedulePollingInterval = TimeSpan.FromSeconds(5);
            server.CancellationCheckInterval = TimeSpan.FromSeconds(1);
            server.StopTimeout = TimeToFinish;
            server.ShutdownTimeout = TimeToGiveBack;
        });
        return services;
    }

    /// <summary>Whatever recurs; the same id on every node, so once for all of them.</summary>
    public static void ScheduleRecurringJobs(this WebApplication app)
    {
        var recurring = app.Services.GetRequiredService<IRecurringJobManager>();
        recurring.AddOrUpdate<ProcessOutboxJob>("sweep-outbox", sweep => sweep.RunAsync(CancellationToken.None), SweepSchedule);
        recurring.AddOrUpdate<ExpireReservations>("expire-reservations", expire => expire.RunAsync(CancellationToken.None), "*/10 * * * *");
        app.Services.GetRequiredService<IBackgroundJobClient>().Enqueue<ProcessOutboxJob>(sweep => sweep.RunAsync(CancellationToken.None));
    }

    public static void MapJobsDashboard(this WebApplication app) =>
        app.MapHangfireDashboardWithAuthorizationPolicy(
            StaffPolicies.Administer, "/staff/jobs", new DashboardOptions
            {
                DisplayStorageConnectionString = false,
            }, app.Services.GetRequiredService<JobStorage>())
            .WithMetadata(PageConventions.Jobs);

    /// <summary>The job server's own tables, for whoever keeps the database at its version by hand. On SQLite there are none.</summary>
    public static void PrepareJobTables(this DatabaseSettings settings)
    {
        if (settings.Provider == DatabaseDialect.SqlServer)
        {
            using var connection = new SqlConnection(settings.ConnectionString);
            SqlServerObjectsInstaller.Install(connection, JobSchema, enableHeavyMigrations: false);
        }
    }

    /// <summary>What <see cref="PrepareJobTables"/> does, as a script that can be run again; empty where there is nothing to do.</summary>
    public static string JobTablesScript(this DatabaseSettings settings) => settings.Provider switch
    {
        DatabaseDialect.Sqlite => "",
        DatabaseDialect.SqlServer => SqlServerObjectsInstaller.GetInstallScript(JobSchema, enableHeavyMigrations: false),
    };

    private static JobStorage Storage(DatabaseSettings settings) => settings.Provider switch
    {
        DatabaseDialect.Sqlite => new InMemoryStorage(),
        DatabaseDialect.SqlServer => new SqlServerStorage(settings.ConnectionString, new SqlServerStorageOptions
        {
            SchemaName = JobSchema,
            PrepareSchemaIfNecessary = settings.MigrateAtStart,
            CommandBatchMaxTimeout = TimeSpan.FromMinutes(5),
            SlidingInvisibilityTimeout = TimeSpan.FromMinutes(5),
            QueuePollInterval = TimeSpan.Zero,
            UseRecommendedIsolationLevel = true,
            DisableGlobalLocks = true,
        }),
    };
}
