using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Hosting.Settings;
using BookingFlow.Web.Telemetry;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Hosting;

/// <summary>Puts one of the two databases behind the one model.</summary>
public static class DatabaseHosting
{
    public static IServiceCollection AddBookingDatabase(this IServiceCollection services, BookingFlowSettings settings, string contentRoot)
    {
        switch (settings.Database)
        {
            case DatabaseDialect.Sqlite:
                var connection = SqliteConnectionString(settings.ConnectionString, contentRoot);
                services.AddPooledDbContextFactory<SqliteBookingDbContext>(options => options.UseBookingDatabase(settings.Database, connection));
                services.AddSingleton<IDbContextFactory<BookingDbContext>, ProviderDbContextFactory<SqliteBookingDbContext>>();
                break;
            case DatabaseDialect.SqlServer:
                services.AddPooledDbContextFactory<SqlServerBookingDbContext>(options => options.UseBookingDatabase(settings.Database, settings.ConnectionString));
                services.AddSingleton<IDbContextFactory<BookingDbContext>, ProviderDbContextFactory<SqlServerBookingDbContext>>();
                break;
        }

        services.AddScoped(s => s.GetRequiredService<IDbContextFactory<BookingDbContext>>().CreateDbContext());
        services.AddSingleton<BookingMetrics>();
        services.AddSingleton<PublicContentVersion>();
        services.AddSingleton<WriteTransaction>();
        services.AddSingleton<DatabaseInitializer>();
        // In the database, so that cookies and forms survive a restart and every node reads those of the others.
        services.AddDataProtection().SetApplicationName("BookingFlow").PersistKeysToDbContext<BookingDbContext>();
        return services;
    }

    /// <summary>A relative file is below the content root, not below wherever the program happened to be started.</summary>
    private static string SqliteConnectionString(string text, string contentRoot)
    {
        try
        {
            var builder = new SqliteConnectionStringBuilder(text);
            builder.DataSource = Path.GetFullPath(builder.DataSource, contentRoot);
            Directory.CreateDirectory(Path.GetDirectoryName(builder.DataSource)!);
            return builder.ToString();
        }
        catch (ArgumentException bad)
        {
            throw new SettingException("The setting ConnectionStrings:BookingFlow is not a connection string for SQLite, such as Data Source=App_Data/bookingflow.db.", bad);
        }
    }
}
