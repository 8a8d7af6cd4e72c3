using System.Data.Common;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Emails.Delivery;
using BookingFlow.Web.Wallets;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using MimeKit;

namespace BookingFlow.Web.Hosting.Settings;

/// <summary>Registers the sections of <c>appsettings.json</c> as options, with the rules for combinations of values (docs/decisions/0037).</summary>
public static class SettingsHosting
{
    public static IServiceCollection AddSettings(this IServiceCollection services)
    {
        services.AddSection<DatabaseSettings>("Database")
            .Configure<IConfiguration>((database, configuration) =>
                database.ConnectionString = configuration.GetConnectionString("BookingFlow")?.Trim() ?? "")
            .PostConfigure(database => database.ConnectionString =
                database.Provider == DatabaseDialect.SqlServer && IsSqlServer(database.ConnectionString)
                    ? SqlServerPool.WithDefaults(database.ConnectionString)
                    : database.ConnectionString)
            .Validate(database => database.ConnectionString.Length > 0, "The setting ConnectionStrings:BookingFlow is missing.")
            .Validate(
                database => database.Provider != DatabaseDialect.Sqlite || IsSqlite(database.ConnectionString),
                "The setting ConnectionStrings:BookingFlow is not a connection string for SQLite, such as Data Source=App_Data/bookingflow.db.")
            .Validate(
                database => database.Provider != DatabaseDialect.SqlServer || IsSqlServer(database.ConnectionString),
                "The setting ConnectionStrings:BookingFlow is not a connection string for SQL Server, such as "
                + "Server=db.theatre.example;Database=BookingFlow.");

        services.AddSection<VenueSettings>("Venue").Services.AddSingleton<IValidateOptions<VenueSettings>, VenueSettingsValidator>();

        services.AddSection<BookingSettings>("Booking")
            .Validate<IHostEnvironment>(
                (booking, environment) => booking.PublicBaseUrl is not null || environment.IsDevelopment(),
                "The setting Booking:PublicBaseUrl is missing; it is the address that visitors use, such as https://tickets.theatre.example.")
            .Validate<IHostEnvironment>(
                (booking, environment) => booking.PublicBaseUrl is not { IsLoopback: true } || !environment.IsProduction(),
                "The setting Booking:PublicBaseUrl points to this machine alone; in Production it must be the address that visitors use.");

        services.AddSection<PublicPageSettings>("PublicPages");
        services.AddSection<CheckInSettings>("CheckIn");
        services.AddSection<PrivacySettings>("Privacy");

        services.AddSection<StaffSettings>("Staff");

        services.AddSection<MailSettings>("Mail")
            .PostConfigure<IHostEnvironment>((mail, environment) => mail.Folder = Path.GetFullPath(mail.Folder, environment.ContentRootPath))
            .Validate(mail => IsMailbox(mail.From), "The setting Mail:From must be an address such as Lantern Theatre <tickets@theatre.example>.")
            .Validate(
                mail => mail.ReplyTo is null || IsMailbox(mail.ReplyTo),
                "The setting Mail:ReplyTo must be an address such as Lantern Theatre <tickets@theatre.example>.")
            .Validate(mail => mail.Delivery != MailDeliveryKind.Smtp || mail.Smtp.Host.Length > 0, "The setting Mail:Smtp:Host is missing.")
            .Validate(
                mail => mail.ClaimLease > mail.Smtp.Timeout,
                "The setting Mail:ClaimLease must be longer than Mail:Smtp:Timeout, or a mail could be sent by two at once.")
            .Validate<IHostEnvironment>(
                (mail, environment) => mail.Delivery != MailDeliveryKind.Folder || !environment.IsProduction(),
                "The setting Mail:Delivery is Folder, which sends nothing; in Production it must be Smtp.");

        services.AddSection<ProxySettings>("Proxies").Services.AddSingleton<IValidateOptions<ProxySettings>, ProxySettingsValidator>();
        services.AddSection<WebhookSettings>("Webhooks").Services.AddSingleton<IValidateOptions<WebhookSettings>, WebhookSettingsValidator>();
        services.AddSection<RateLimitSettings>("RateLimits")
            .Validate(
                limits => limits.PerKnownEmailAndDay >= limits.PerEmailAndDay,
                "The setting RateLimits:PerKnownEmailAndDay must not be smaller than RateLimits:PerEmailAndDay.")
            .Validate(
                limits => limits.PerClientAndHourToKnownEmail >= limits.PerClientAndHour,
                "The setting RateLimits:PerClientAndHourToKnownEmail must not be smaller than RateLimits:PerClientAndHour.");
        services.AddSection<HealthSettings>("Health");
        services.AddSection<BackupSettings>("Backup").PostConfigure<IHostEnvironment>((backup, environment) =>
            backup.Folder = FullPath(backup.Folder, environment));

        services.AddSection<TelemetrySettings>("Telemetry").Validate(
            telemetry => !telemetry.Enabled || telemetry.Endpoint is not null,
            "The setting Telemetry:Endpoint is missing; with Telemetry:Enabled it is the collector's address, such as http://localhost:4317.");

        services.AddSection<WalletSettings>("Wallet")
            .PostConfigure<IHostEnvironment>((wallet, environment) =>
            {
                wallet.Apple.CertificateFile = FullPath(wallet.Apple.CertificateFile, environment);
                wallet.Apple.IntermediateFile = FullPath(wallet.Apple.IntermediateFile, environment);
                wallet.Google.ServiceAccountFile = FullPath(wallet.Google.ServiceAccountFile, environment);
            })
            .Services.AddSingleton<IValidateOptions<WalletSettings>, WalletSettingsValidator>();

        services.AddSection<DemoSettings>("Demo").Validate<IHostEnvironment>(
            (demo, environment) => !demo.Season || !environment.IsProduction(), "The setting Demo:Season is true; in Production it must be false.");

        return services;
    }

    /// <summary>Validates all settings. Call it before any service uses them.</summary>
    /// <exception cref="SettingException">Settings are missing, invalid or not allowed in Production. The message has one line for each.</exception>
    public static void ValidateSettings(this IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
        }
        catch (Exception invalid) when (invalid is OptionsValidationException or AggregateException)
        {
            IReadOnlyList<Exception> exceptions = invalid is AggregateException aggregate ? aggregate.InnerExceptions : [invalid];
            var messages = exceptions.Cast<OptionsValidationException>().SelectMany(exception => exception.Failures);
            throw new SettingException(string.Join(Environment.NewLine, messages), invalid);
        }
    }

    /// <summary>
    /// Creates the venue's profile from the sections <c>Venue</c>, <c>Booking</c>, <c>CheckIn</c> and <c>Privacy</c>, for the first start.
    /// </summary>
    public static VenueProfile CreateVenueProfile(this IServiceProvider services)
    {
        var (venue, booking, checkIn) = (
            services.GetRequiredService<VenueSettings>(), services.GetRequiredService<BookingSettings>(),
            services.GetRequiredService<CheckInSettings>());
        return new VenueProfile
        {
            Name = venue.Name,
            TimeZone = venue.TimeZone,
            Language = venue.Language,
            OfferedLanguages = string.Join(',', Languages.OfVisitors),
            MaxPartySize = booking.MaxPartySize,
            ConfirmationSeconds = (int)booking.ConfirmationLifetime.TotalSeconds,
            CheckInOpensSecondsBefore = (int?)checkIn.OpensBefore?.TotalSeconds,
            CheckInClosesSecondsAfter = (int?)checkIn.ClosesAfter?.TotalSeconds,
            RetentionDays = services.GetRequiredService<PrivacySettings>().RetentionDays,
        };
    }

    private static string FullPath(string path, IHostEnvironment environment) =>
        path.Length > 0 ? Path.GetFullPath(path, environment.ContentRootPath) : "";

    private static bool IsMailbox(string text) => MailboxAddress.TryParse(text, out var mailbox) && mailbox.Domain.Length > 0;

    private static bool IsSqlite(string connectionString) => IsReadable(() => new SqliteConnectionStringBuilder(connectionString));

    private static bool IsSqlServer(string connectionString) =>
        connectionString.Length > 0 && IsReadable(() => new SqlConnectionStringBuilder(connectionString));

    private static bool IsReadable(Func<DbConnectionStringBuilder> read)
    {
        try
        {
            _ = read();
            return true;
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException)
        {
            return false;
        }
    }
}
