using BookingFlow.Web.Data;
using BookingFlow.Web.Emails;
using BookingFlow.Web.Emails.Delivery;
using BookingFlow.Web.Hosting.Health;
using BookingFlow.Web.Hosting.Settings;
using BookingFlow.Web.Telemetry;
using BookingFlow.Web.Wallets;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BookingFlow.Web.Hosting;

/// <summary>Health checks: <c>/health/live</c> for the process, <c>/health/ready</c> for its ability to reserve and check in.</summary>
/// <remarks>
/// They need no sign-in, so the answer contains only the names and states of the checks. Late mail, a database that is busy, missing backups and an
/// expiring certificate are reported as Degraded, which still counts as ready (docs/decisions/0018, 0053, 0055, 0067).
/// </remarks>
public static class HealthHosting
{
    private const string ReadinessTag = "ready";

    /// <summary>How long a check may take, so that a probe is answered even while the database server does not answer.</summary>
    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<MailBacklog>();
        services.AddSingleton<MigrationsCheck>();
        services.AddSingleton<WriteCheck>();
        services.AddHealthChecks()
            .AddDbContextCheck<BookingDbContext>(
                "database", tags: [ReadinessTag], customTestQuery: (db, cancellationToken) => db.IsReachableAsync(cancellationToken))
            .AddCheck<MigrationsCheck>("migrations", tags: [ReadinessTag])
            .AddCheck<MailCheck>("mail", tags: [ReadinessTag])
            .AddCheck<WriteCheck>("write", tags: [ReadinessTag]);
        services.AddOptions<HealthCheckServiceOptions>().Configure<DatabaseSettings, MailSettings, WalletSettings>((checks, database, mail, wallet) =>
        {
            if (database.Provider == DatabaseDialect.Sqlite)
            {
                checks.Registrations.Add(Registration<DiskCheck>("disk"));
                checks.Registrations.Add(Registration<BackupCheck>("backup"));
            }

            if (mail.Delivery == MailDeliveryKind.Folder)
            {
                checks.Registrations.Add(Registration<MailFolderCheck>("mail_folder"));
            }

            if (wallet.Apple.CertificateFile.Length > 0)
            {
                checks.Registrations.Add(Registration<WalletCheck>("wallet"));
            }

            foreach (var check in checks.Registrations)
            {
                check.Timeout = CheckTimeout;
            }
        });
        return services;
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains(ReadinessTag),
            ResponseWriter = (http, report) =>
            {
                var checks = report.Entries.ToDictionary(e => e.Key, e => e.Value.Status.ToString(), StringComparer.Ordinal);
                return http.Response.WriteAsJsonAsync(new Answer(ProgramVersion.Text, report.Status.ToString(), checks), http.RequestAborted);
            },
        });
    }

    private static HealthCheckRegistration Registration<TCheck>(string name)
        where TCheck : IHealthCheck =>
        new(name, services => ActivatorUtilities.CreateInstance<TCheck>(services), failureStatus: null, [ReadinessTag]);

    private sealed record Answer(string Version, string Status, IReadOnlyDictionary<string, string> Checks);

    /// <summary>Checks that no migration is pending. Caches a healthy result, because probes are frequent and migrations are rarely undone.</summary>
    private sealed class MigrationsCheck(DatabaseInitializer database, TimeProvider clock) : IHealthCheck
    {
        private static readonly TimeSpan HealthyFor = TimeSpan.FromSeconds(30);
        private DateTimeOffset _healthyUntil = DateTimeOffset.MinValue;

        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var now = clock.GetUtcNow();
            if (now < _healthyUntil)
            {
                return HealthCheckResult.Healthy();
            }

            if (await database.HasPendingMigrationsAsync(cancellationToken))
            {
                return HealthCheckResult.Unhealthy();
            }

            _healthyUntil = now + HealthyFor;
            return HealthCheckResult.Healthy();
        }
    }

    private sealed class MailCheck(MailBacklog backlog) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            (await backlog.ReadAsync(cancellationToken)).Late > 0 ? HealthCheckResult.Degraded() : HealthCheckResult.Healthy();
    }
}
