using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Demo;
using BookingFlow.Web.Hosting.Pipeline;
using BookingFlow.Web.Hosting.Security;
using BookingFlow.Web.Hosting.Settings;
using BookingFlow.Web.Telemetry;
using BookingFlow.Web.UseCases;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.AspNetCore.HttpOverrides;

namespace BookingFlow.Web.Hosting;

/// <summary>How the program is put together: its parts, the way of a request through it, and what happens before the first one.</summary>
public static class BookingFlowHost
{
    /// <summary>The largest form anyone here has reason to send.</summary>
    private const int LargestForm = 64 * 1024;

    /// <summary>
    /// How long the program takes at most to end when it is asked to: whoever has come in is answered, and the mail in
    /// hand is finished or given back. Whatever stops it from outside must wait longer before it kills.
    /// </summary>
    public static readonly TimeSpan TimeToClose = TimeSpan.FromSeconds(30);

    public static WebApplicationBuilder AddBookingFlow(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestForm;
        });
        RequestActivityFilter.SuppressRequestPaths();
        var services = builder.Services;
        services.Configure<HostOptions>(host =>
        {
            host.ShutdownTimeout = TimeToClose;
            // At the same time, so that a slow request does not use up the time of a mail.
            host.ServicesStopConcurrently = true;
        });
        services.AddSettings();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new PublicLinks(() =>
            provider.GetRequiredService<BookingSettings>().PublicBaseUrl ?? ListeningAddress.Of(provider)));
        services.AddSingleton<RequestLimits>();
        services.AddSingleton<FailurePages>();
        services.AddLogRedaction();
        services.AddBookingDatabase();
        services.AddStaff();
        services.AddUseCases();
        services.AddMail();
        services.AddJobs();
        services.AddLanguages();
        services.AddPlaces();
        services.AddPublicPageCaching();
        services.AddBookingSecurityHeaders();
        services.AddHealth();
        services.AddTelemetry(builder.Configuration);
        services.AddOptions<ForwardedHeadersOptions>().Configure<ProxySettings>((options, proxies) =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            // The framework believes loopback by default; here nobody is believed who is not named.
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var network in proxies.Networks())
            {
                options.KnownIPNetworks.Add(network);
            }
        });
        return builder;
    }

    /// <summary>The way of a request. Asks the database nothing, for it is prepared meanwhile.</summary>
    public static WebApplication UseBookingFlow(this WebApplication app)
    {
        var failures = app.Services.GetRequiredService<FailurePages>();
        if (app.Services.GetRequiredService<ProxySettings>().Networks().Any())
        {
            app.UseForwardedHeaders();
        }

        if (!app.Environment.IsDevelopment())
        {
            // Only ever said over HTTPS, so it costs nothing where there is none.
            app.UseHsts();
        }

        // First, because all that follows asks the endpoint what kind of page it is (PageConventions).
        app.UseRouting();
        app.UseSecurityHeaders();
        app.UseNoStore();
        app.UseRequestLocalization();
        app.UsePublicPageCaching(app.Services.GetRequiredService<PublicPageSettings>().Cached);
        app.UseExceptionHandler(handler => handler.Run(failures.AnswerExceptionAsync));
        app.UseStatusCodePages(failures.AnswerStatusAsync);
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                file.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "public, max-age=3600",
        });
        app.UseRequestPriority(Environment.ProcessorCount);
        app.UseFormReading();
        app.UseAuthentication();
        app.UseStaffLanguages();
        app.UseAuthorization();
        app.MapRazorPages();
        app.MapHealth();
        return app;
    }

    /// <summary>What the job server does by itself, and its pages. Its tables are in the database, so only when that is prepared.</summary>
    public static void UseJobs(this WebApplication app)
    {
        app.MapJobsDashboard();
        app.ScheduleRecurringJobs();
    }

    /// <summary>
    /// Before anything else: the database at this program's version (the job server keeps its tables there, too), the
    /// demo season where it is wanted, the link that sets up a house without an Administrator, and a word to whoever started it.
    /// </summary>
    /// <exception cref="SettingException">The database is behind, and bringing it up at the start is switched off.</exception>
    public static async Task PrepareAsync(this WebApplication app)
    {
        var withDemoSeason = app.Environment.IsDevelopment() && app.Services.GetRequiredService<DemoSettings>().Season;
        var database = app.Services.GetRequiredService<DatabaseInitializer>();
        if (app.Services.GetRequiredService<DatabaseSettings>().MigrateAtStart)
        {
            await database.MigrateAsync(CancellationToken.None);
        }
        else if (await database.IsBehindAsync(CancellationToken.None))
        {
            throw new SettingException(
                "The database is behind this version of the program, and the setting Database:MigrateAtStart is false. "
                + "Run 'dotnet BookingFlow.Web.dll database migrate', or have the output of 'database script' applied, and start again.");
        }

        if (withDemoSeason)
        {
            await using var scope = app.Services.CreateAsyncScope();
            await ActivatorUtilities.CreateInstance<DemoSeason>(scope.ServiceProvider).AddWhenNothingIsUpcomingAsync(CancellationToken.None);
        }

        var setup = withDemoSeason ? null : await app.Services.GetRequiredService<InitialSetup>().OfferAsync(CancellationToken.None);
        app.Lifetime.ApplicationStarted.Register(() => StartupBanner.Print(app, setup is { Succeeded: true, Value: var link } ? link : null));
    }
}
