using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Hosting.Settings;
using BookingFlow.Web.Telemetry;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Hosting;

/// <summary>Registers the context of the provider that the settings name as the one that the program uses.</summary>
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
        services.AddSingleton<WriteTransaction>();
        services.AddSingleton<DatabaseInitializer>();
        // In the database, so that cookies and forms survive a restart and every node reads those of the others.
        services.AddDataProtection().SetApplicationName("BookingFlow").PersistKeysToDbContext<BookingDbContext>();
        return services;
    }

    /// <summary>Makes a relative file relative to the content root instead of the working directory, and creates its folder.</summary>
    private static string SqliteConnectionString(DatabaseSettings settings, IHostEnvironment environment)
    {
        var builder = new SqliteConnectionStringBuilder(settings.ConnectionString);
        builder.DataSource = Path.GetFullPath(builder.DataSource, environment.ContentRootPath);
        Directory.CreateDirectory(Path.GetDirectoryName(builder.DataSource)!);
        return builder.ToString();
    }
}
