using BookingFlow.Web.Data;
using BookingFlow.Web.Emails.Jobs;
using BookingFlow.Web.Hosting.Pipeline;
using BookingFlow.Web.Hosting.Settings;
using BookingFlow.Web.Staff;
using BookingFlow.Web.UseCases.Administration;
using BookingFlow.Web.UseCases.Mail;
using BookingFlow.Web.UseCases.Programme;
using BookingFlow.Web.UseCases.Reservations;
using BookingFlow.Web.Webhooks;
using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.InMemory;
using Hangfire.SqlServer;
using Microsoft.Data.SqlClient;

namespace BookingFlow.Web.Hosting;

/// <summary>Registers the job server (Hangfire) and its recurring jobs.</summary>
/// <remarks>
/// Jobs are stored in SQL Server if that is the database, otherwise in memory: the outbox is in the database, so a lost job loses no mail
/// (docs/decisions/0008).
/// </remarks>
public static class JobHosting
{
    /// <summary>Every 15 seconds: the longest that due mail, and messages to webhooks, wait without a job of their own.</summary>
    private const string OutboxSchedule = "*/15 * * * * *";

    /// <summary>
    /// How long a mail in progress may still be delivered during a shutdown, and how long it may then take to release its claim. Together less
    /// than <see cref="BookingFlowHost.ShutdownTimeout"/>.
    /// </summary>
    private static readonly TimeSpan DeliveryGracePeriod = TimeSpan.FromSeconds(10), ClaimReleaseGracePeriod = TimeSpan.FromSeconds(15);

    /// <summary>How long after a start personal data is erased, for a server that is off at night.</summary>
    /// <remarks>Not at once: after an upgrade an Administrator must have time to set how long it is kept.</remarks>
    private static readonly TimeSpan ErasureDelay = TimeSpan.FromHours(2);

    /// <summary>Schema of the job server's tables on SQL Server.</summary>
    private const string JobSchema = "HangFire";

    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        // Registered before Hangfire's own, which is static: test processes run several hosts.
        services.AddSingleton(provider => CreateStorage(provider.GetRequiredService<DatabaseSettings>()));
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
            server.StopTimeout = DeliveryGracePeriod;
            server.ShutdownTimeout = ClaimReleaseGracePeriod;
        });
        return services;
    }

    /// <summary>Schedules the recurring jobs. Their ids are the same on every node, so each runs once for all nodes.</summary>
    public static void ScheduleRecurringJobs(this WebApplication app)
    {
        var recurring = app.Services.GetRequiredService<IRecurringJobManager>();
        recurring.AddOrUpdate<ProcessOutboxJob>("sweep-outbox", job => job.RunAsync(CancellationToken.None), OutboxSchedule);
        recurring.AddOrUpdate<DeliverWebhooksJob>("deliver-webhooks", job => job.RunAsync(CancellationToken.None), OutboxSchedule);
        recurring.AddOrUpdate<ExpireReservations>("expire-reservations", job => job.RunAsync(CancellationToken.None), "*/10 * * * *");
        recurring.AddOrUpdate<CloseWaitingLists>("close-waiting-lists", job => job.RunAsync(CancellationToken.None), "*/5 * * * *");
        recurring.AddOrUpdate<ReleaseAccessPlaces>("release-access-places", job => job.RunAsync(CancellationToken.None), "* * * * *");
        recurring.AddOrUpdate<RemindParties>("remind-parties", job => job.RunAsync(CancellationToken.None), "*/5 * * * *");
        recurring.AddOrUpdate<ForgetMailRequests>("forget-mail-requests", job => job.RunAsync(CancellationToken.None), "*/10 * * * *");
        recurring.AddOrUpdate<EraseExpiredPersonalData>("erase-personal-data", job => job.RunAsync(CancellationToken.None), "20 4 * * *");
        recurring.AddOrUpdate<RemoveOldDeliveries>("remove-old-deliveries", job => job.RunAsync(CancellationToken.None), "30 4 * * *");
        recurring.AddOrUpdate<ConvertStoredPosters>("convert-posters", job => job.RunAsync(CancellationToken.None), "40 4 * * *");
        app.ScheduleBackups();
        var jobs = app.Services.GetRequiredService<IBackgroundJobClient>();
        jobs.Enqueue<ProcessOutboxJob>(job => job.RunAsync(CancellationToken.None));
        jobs.Enqueue<CanonicalizeAddresses>(job => job.RunAsync(CancellationToken.None));
        jobs.Enqueue<ConvertStoredPosters>(job => job.RunAsync(CancellationToken.None));
        jobs.Schedule<EraseExpiredPersonalData>(job => job.RunAsync(CancellationToken.None), ErasureDelay);
    }

    public static void MapJobsDashboard(this WebApplication app) =>
        app.MapHangfireDashboardWithAuthorizationPolicy(
            StaffPolicies.Administer, "/staff/jobs", new DashboardOptions
            {
                DisplayStorageConnectionString = false,
            }, app.Services.GetRequiredService<JobStorage>())
            .WithMetadata(PageConventions.Jobs);

    /// <summary>Creates or upgrades the job server's tables, for databases that are not migrated at the start. Does nothing on SQLite.</summary>
    public static void PrepareJobTables(this DatabaseSettings settings)
    {
        if (settings.Provider == DatabaseDialect.SqlServer)
        {
            using var connection = new SqlConnection(settings.ConnectionString);
            SqlServerObjectsInstaller.Install(connection, JobSchema, enableHeavyMigrations: false);
        }
    }

    /// <summary>Returns <see cref="PrepareJobTables"/> as an idempotent SQL script; empty on SQLite.</summary>
    public static string JobTablesScript(this DatabaseSettings settings) => settings.Provider switch
    {
        DatabaseDialect.Sqlite => "",
        DatabaseDialect.SqlServer => SqlServerObjectsInstaller.GetInstallScript(JobSchema, enableHeavyMigrations: false),
    };

    private static JobStorage CreateStorage(DatabaseSettings settings) => settings.Provider switch
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
