using BookingFlow.Web.Data;
using BookingFlow.Web.Emails;
using BookingFlow.Web.Telemetry;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BookingFlow.Web.Hosting;

/// <summary>
/// Whether the program lives, and whether it can sell and admit. Anybody may ask, so the answer is names and words and
/// nothing else. A house whose mail is late is still ready (docs/decisions/0018).
/// </summary>
public static class HealthHosting
{
    private const string Readiness = "ready";

    /// <summary>Shorter than whoever asks waits, also while a database server does not answer at all.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<MailBacklog>();
        services.AddSingleton<Migrations>();
        services.AddHealthChecks()
            .AddDbContextCheck<BookingDbContext>(
                "database", tags: [Readiness], customTestQuery: (db, cancellationToken) => db.AnswersAsync(cancellationToken))
            .AddCheck<Migrations>("migrations", tags: [Readiness])
            .AddCheck<Mail>("mail", tags: [Readiness]);
        services.Configure<HealthCheckServiceOptions>(checks =>
        {
            foreach (var check in checks.Registrations)
            {
                check.Timeout = Patience;
            }
        });
        return services;
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains(Readiness),
            ResponseWriter = (http, report) => http.Response.WriteAsJsonAsync(
                new Answer(ProgramVersion.Text, report.Status.ToString(), report.Entries.ToDictionary(e => e.Key, e => e.Value.Status.ToString(), StringComparer.Ordinal)),
                http.RequestAborted),
        });
    }

    private sealed record Answer(string Version, string Status, IReadOnlyDictionary<string, string> Checks);

    /// <summary>Asked often, so a good answer is believed for a while: nobody takes migrations back from under a running program every day.</summary>
    private sealed class Migrations(DatabaseInitializer database, TimeProvider clock) : IHealthCheck
    {
        private static readonly TimeSpan Believed = TimeSpan.FromSeconds(30);
        private DateTimeOffset _askAgainAt = DateTimeOffset.MinValue;

        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var now = clock.GetUtcNow();
            if (now < _askAgainAt)
            {
                return HealthCheckResult.Healthy();
            }

            if (await database.IsBehindAsync(cancellationToken))
            {
                return HealthCheckResult.Unhealthy();
            }

            _askAgainAt = now + Believed;
            return HealthCheckResult.Healthy();
        }
    }

    private sealed class Mail(MailBacklog backlog) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            (await backlog.ReadAsync(cancellationToken)).Late > 0 ? HealthCheckResult.Degraded() : HealthCheckResult.Healthy();
    }
}
