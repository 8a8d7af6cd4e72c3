using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Checking;
using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Hosting.Settings;
using BookingFlow.Web.Telemetry;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Hosting;

/// <summary>Registers the database context of the configured provider, and the services for writing.</summary>
public static class DatabaseHosting
{
    public static IServiceCollection AddBookingDatabase(this IServiceCollection services)
    {
        services.AddPooledDbContextFactory<SqliteBookingDbContext>((provider, options) => options.UseBookingDatabase(
            DatabaseDialect.Sqlite,
            SqliteConnectionString(provider.GetRequiredService<DatabaseSettings>(), provider.GetRequiredService<IHostEnvironment>())));
        services.AddPooledDbContextFactory<SqlServerBookingDbContext>((provider, options) => options.UseBookingDatabase(
            DatabaseDialect.SqlServer, provider.GetRequiredService<DatabaseSettings>().ConnectionString));
        services.AddSingleton<IDbContextFactory<BookingDbContext>>(provider => provider.GetRequiredService<DatabaseSettings>().Provider switch
        {
            DatabaseDialect.Sqlite => ActivatorUtilities.CreateInstance<ProviderDbContextFactory<SqliteBookingDbContext>>(provider),
            DatabaseDialect.SqlServer => ActivatorUtilities.CreateInstance<ProviderDbContextFactory<SqlServerBookingDbContext>>(provider),
        });
        services.AddScoped(s => s.GetRequiredService<IDbContextFactory<BookingDbContext>>().CreateDbContext());
        services.AddSingleton<BookingMetrics>();
        services.AddSingleton<PublicContentVersion>();
        services.AddSingleton<DatabaseFaultLog>();
        services.AddSingleton<WriteTransaction>();
        services.AddSingleton<DatabaseInitializer>();
        services.AddSingleton<DatabaseChecker>();
        // The keys are in the database, so that cookies and forms survive a restart and are valid on every node.
        services.AddDataProtection().SetApplicationName("BookingFlow").PersistKeysToDbContext<BookingDbContext>();
        return services;
    }

    /// <summary>Opens connections to SQL Server ahead of the first requests. A server that refuses them does not stop the start.</summary>
    public static async Task OpenConnectionsAheadAsync(this WebApplication app)
    {
        var (settings, services) = (app.Services.GetRequiredService<DatabaseSettings>(), app.Services);
        if (settings.Provider != DatabaseDialect.SqlServer)
        {
            return;
        }

        try
        {
            await SqlServerPool.OpenAheadAsync(
                services.GetRequiredService<IDbContextFactory<BookingDbContext>>(), settings.ConnectionString, CancellationToken.None);
        }
        catch (Exception exception) when (DatabaseFaults.Of(exception) is not null)
        {
            services.GetRequiredService<DatabaseFaultLog>().Report(exception);
        }
    }

    /// <summary>Resolves a relative file name against the content root instead of the working directory, and creates the folder.</summary>
    private static string SqliteConnectionString(DatabaseSettings settings, IHostEnvironment environment)
    {
        var builder = new SqliteConnectionStringBuilder(settings.ConnectionString);
        builder.DataSource = Path.GetFullPath(builder.DataSource, environment.ContentRootPath);
        if (Directory.Exists(builder.DataSource))
        {
            throw new SettingException($"The setting ConnectionStrings:BookingFlow names the folder {builder.DataSource}: name a file in it.");
        }

        MachineChecks.CreateFolder(Path.GetDirectoryName(builder.DataSource)!, "database", "ConnectionStrings:BookingFlow");
        return builder.ToString();
    }
}
