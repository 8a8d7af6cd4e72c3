using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Demo;
using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Data.Upgrading;
using BookingFlow.Web.Emails.Delivery;
using BookingFlow.Web.Hosting.Pipeline;
using BookingFlow.Web.Hosting.Security;
using BookingFlow.Web.Hosting.Settings;
using BookingFlow.Web.Telemetry;
using BookingFlow.Web.UseCases;
using BookingFlow.Web.UseCases.Administration;

namespace BookingFlow.Web.Hosting;

/// <summary>Composes the program: its services, the request pipeline, and the preparation of the database before the first request.</summary>
public static class BookingFlowHost
{
    /// <summary>The general limit of a request body, in bytes. A page may declare a larger one for its form.</summary>
    private const int MaxFormBytes = 64 * 1024;

    /// <summary>How long a shutdown may take: requests in progress are answered, and mails in progress are sent or their claims released.</summary>
    /// <remarks>A process supervisor must wait longer before it kills the program.</remarks>
    public static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(30);

    public static WebApplicationBuilder AddBookingFlow(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxFormBytes;
            ConnectionLimits.Apply(kestrel.Limits);
        });
        RequestActivityFilter.SuppressRequestPaths();
        var services = builder.Services;
        services.Configure<HostOptions>(host =>
        {
            host.ShutdownTimeout = ShutdownTimeout;
            // In parallel, so that a slow request does not use up the time of the mail jobs.
            host.ServicesStopConcurrently = true;
        });
        services.AddSettings();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new PublicLinks(() =>
            provider.GetRequiredService<BookingSettings>().PublicBaseUrl ?? ListeningAddress.Of(provider)));
        services.AddSingleton<RequestLimits>();
        services.AddSingleton(provider => provider.GetRequiredService<RateLimitSettings>().ToRequestedMailLimits());
        services.AddSingleton<FailurePages>();
        services.AddLogRedaction();
        services.AddBookingDatabase();
        services.AddBackups();
        services.AddVenue();
        services.AddStaff();
        services.AddPictures();
        services.AddWallets();
        services.AddUseCases();
        services.AddMail();
        services.AddWebhooks();
        services.AddJobs();
        services.AddLanguages();
        services.AddPages();
        services.AddApi();
        services.AddPublicPageCaching();
        services.AddBookingSecurityHeaders();
        services.AddHealth();
        services.AddTelemetry(builder.Configuration);
        services.AddProxyHeaders();
        return builder;
    }

    /// <summary>Builds the request pipeline. Must not query the database, which is being prepared at the same time.</summary>
    public static WebApplication UseBookingFlow(this WebApplication app)
    {
        var failures = app.Services.GetRequiredService<FailurePages>();
        app.UseProxyHeaders(app.Services.GetRequiredService<ProxySettings>());
        app.UseHostNames();
        if (!app.Environment.IsDevelopment())
        {
            // The header is sent over HTTPS only, so it does no harm to a site without HTTPS.
            app.UseHsts();
        }

        // First, because the middleware below reads the page's declaration from the endpoint (PageConventions).
        app.UseRouting();
        app.UseCrossOriginHeaders();
        app.UseSecurityHeaders();
        app.UseNoStore();
        app.UseRequestLocalization();
        app.UsePublicPageCaching(app.Services.GetRequiredService<PublicPageSettings>().Cached);
        app.UseEntityTags();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = failures.AnswerExceptionAsync,
            SuppressDiagnosticsCallback = context => FailurePages.IsDatabaseFault(context.Exception),
        });
        app.UseStatusCodePages(failures.AnswerStatusAsync);
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                file.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "public, max-age=3600",
        });
        app.UseCameraStationScripts();
        app.UseRequestPriority(Environment.ProcessorCount);
        app.UseFormReading();
        var database = app.Services.GetRequiredService<DatabaseSettings>();
        app.UseDatabaseGate(
            database.Provider == DatabaseDialect.SqlServer ? SqlServerPool.MaxRequests(database.ConnectionString) : null);
        app.UseAuthentication();
        app.UseStaffLanguages();
        app.UseAuthorization();
        app.MapRazorPages();
        app.MapApi();
        app.MapHealth();
        app.MapMetrics();
        return app;
    }

    /// <summary>Maps the jobs dashboard and schedules the recurring jobs.</summary>
    /// <remarks>To be called after the database is prepared, because the job server's tables are in it.</remarks>
    public static void UseJobs(this WebApplication app)
    {
        app.MapJobsDashboard();
        app.ScheduleRecurringJobs();
    }

    /// <summary>
    /// Migrates the database, reads the venue's profile and the webhooks, adds the demo season if it is enabled, creates the setup link if there is
    /// no Administrator, and registers the startup banner.
    /// </summary>
    /// <exception cref="SettingException">
    /// The database has pending migrations, and <c>Database:MigrateAtStart</c> is false; this machine does not know the venue's time zone; or the
    /// mail folder cannot be created.
    /// </exception>
    /// <exception cref="DatabaseBusyException">
    /// The venue's profile could not be stored, or the database is being restored or copied, or has to be migrated while another node runs on it.
    /// </exception>
    /// <exception cref="MigrationHistoryException">The database was created before version 0.1, by a newer version, or is an unfinished copy.</exception>
    /// <exception cref="UpgradeException">The database could not be migrated. On SQLite nothing was changed.</exception>
    public static async Task PrepareAsync(this WebApplication app)
    {
        MachineChecks.CreateMailFolder(app.Services.GetRequiredService<MailSettings>());
        var withDemoSeason = app.Environment.IsDevelopment() && app.Services.GetRequiredService<DemoSettings>().Season;
        var mayMigrate = app.Services.GetRequiredService<DatabaseSettings>().MigrateAtStart;
        if (!await app.Services.GetRequiredService<DatabaseInitializer>().StartNodeAsync(mayMigrate, CancellationToken.None))
        {
            throw new SettingException(
                "The database is behind this version of the program, and the setting Database:MigrateAtStart is false. "
                + $"Run '{ProgramCommand.Text} database migrate', or have the output of 'database script' applied, and start again.");
        }

        await app.OpenConnectionsAheadAsync();
        await app.LoadVenueAsync();
        await app.LoadWebhooksAsync();
        if (withDemoSeason)
        {
            await using var scope = app.Services.CreateAsyncScope();
            await ActivatorUtilities.CreateInstance<DemoSeason>(scope.ServiceProvider).SeedAsync(CancellationToken.None);
        }

        var setup = withDemoSeason ? null : await app.Services.GetRequiredService<InitialSetup>().CreateLinkAsync(CancellationToken.None);
        app.Lifetime.ApplicationStarted.Register(() => StartupBanner.Print(app, setup is { Succeeded: true, Value: var link } ? link : null));
    }
}
