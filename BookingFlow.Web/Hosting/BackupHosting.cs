using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Backups;
using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Data.Upgrading;
using BookingFlow.Web.Hosting.Settings;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Hosting;

/// <summary>Registers the backups of the database and their nightly job, which only SQLite has (docs/decisions/0055).</summary>
public static class BackupHosting
{
    private const string JobId = "back-up-database";

    /// <summary>How long after a start the backup of a missed night is made, for a server that is off at night.</summary>
    private static readonly TimeSpan MissedDelay = TimeSpan.FromMinutes(10);

    public static IServiceCollection AddBackups(this IServiceCollection services)
    {
        services.AddSingleton<DatabaseBackup>();
        services.AddSingleton<DatabaseRestore>();
        services.AddSingleton(provider => new BackupFolder(provider.DefaultFolder(), provider.GetRequiredService<BackupSettings>().Keep));
        services.AddSingleton(provider => new BackupMonitor(
            provider.HasNightlyBackups() ? provider.GetRequiredService<BackupFolder>() : null, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new UpgradeBackups(SqliteFile.RealPath(provider.DatabaseFile() ?? "")));
        services.AddSingleton<NightlyBackupJob>();
        return services;
    }

    public static void ScheduleBackups(this WebApplication app)
    {
        // Created now, because it measures how long there has been no backup.
        app.Services.GetRequiredService<BackupMonitor>();
        var recurring = app.Services.GetRequiredService<IRecurringJobManager>();
        if (!app.Services.HasNightlyBackups())
        {
            recurring.RemoveIfExists(JobId);
            return;
        }

        var at = app.Services.GetRequiredService<BackupSettings>().At;
        recurring.AddOrUpdate<NightlyBackupJob>(
            JobId, job => job.RunAsync(CancellationToken.None), string.Create(CultureInfo.InvariantCulture, $"{at.Minute} {at.Hour} * * *"),
            new RecurringJobOptions { TimeZone = app.Services.GetRequiredService<CurrentVenue>().Venue.TimeZone });
        app.Services.GetRequiredService<IBackgroundJobClient>().Schedule<NightlyBackupJob>(
            job => job.RunIfMissedAsync(CancellationToken.None), MissedDelay);
    }

    /// <summary>Full path of the SQLite file; null on SQL Server.</summary>
    private static string? DatabaseFile(this IServiceProvider services)
    {
        using var db = services.GetRequiredService<IDbContextFactory<BookingDbContext>>().CreateDbContext();
        return db.QueuedFile;
    }

    internal static bool HasNightlyBackups(this IServiceProvider services) =>
        services.GetRequiredService<BackupSettings>().Nightly && services.GetRequiredService<DatabaseSettings>().Provider == DatabaseDialect.Sqlite;

    private static string DefaultFolder(this IServiceProvider services) => services.GetRequiredService<BackupSettings>().Folder switch
    {
        { Length: > 0 } folder => folder,
        // Not used on SQL Server.
        _ => Path.Combine(Path.GetDirectoryName(services.DatabaseFile()) ?? "", "backups"),
    };
}
