using System.CommandLine;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Backups;
using BookingFlow.Web.Emails.Delivery;
using BookingFlow.Web.Hosting.Health;
using BookingFlow.Web.Hosting.Settings;
using BookingFlow.Web.Telemetry;
using BookingFlow.Web.Wallets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MimeKit;

namespace BookingFlow.Web.Hosting.Commands;

/// <summary>The command <c>doctor</c>: checks a running installation from outside and inside, and says what to do about each fault.</summary>
/// <remarks>It changes nothing and sends no mail; <c>selftest</c> tries the database and the mail server by using them.</remarks>
public static class DoctorCommand
{
    /// <summary>
    /// The end of the support of .NET 10 (dotnet.microsoft.com, support policy): then the program's runtime gets no more corrections.
    /// </summary>
    private static readonly DateOnly EndOfRuntimeSupport = new(2028, 11, 14);

    public static Command Create(Func<string[], WebApplication> build)
    {
        var timeServer = new Option<string>("--time-server")
        {
            Description = "The server (NTP) that the clock is compared with.",
            HelpName = "HOST[:PORT]",
            DefaultValueFactory = _ => "pool.ntp.org",
        };
        var nameServer = new Option<string?>("--name-server")
        {
            Description = "The server (DNS) that is asked about the sender's domain. Without it, those of this machine.",
            HelpName = "ADDRESS[:PORT]",
        };
        var command = new Command("doctor", "Checks a running installation, and says what to do about what is wrong.") { timeServer, nameServer };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = build([]);
            return await RunAsync(app, parsed.GetRequiredValue(timeServer), parsed.GetValue(nameServer), cancellationToken);
        });
        return command;
    }

    /// <summary>Checks that this machine knows the time zone that is stored in the venue's profile.</summary>
    public static async Task<Finding> CheckTimeZoneAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        const string Test = "This machine knows the venue's time zone";
        await using var db = await services.GetRequiredService<IDbContextFactory<BookingDbContext>>().CreateDbContextAsync(cancellationToken);
        return await db.VenueProfiles.Select(profile => profile.TimeZone).SingleOrDefaultAsync(cancellationToken) switch
        {
            null => Finding.Skipped(Test, "the program has not been started yet"),
            { } zone when TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) =>
                Finding.Of(Test, held: true, $"in {zone} it is {TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), found):yyyy-MM-dd HH:mm}"),
            { } zone => Finding.Of(Test, held: false, $"{zone} is not known; install its time zone data, such as the package tzdata"),
        };
    }

    /// <returns>The exit code.</returns>
    private static async Task<int> RunAsync(WebApplication app, string timeServer, string? nameServer, CancellationToken cancellationToken)
    {
        var services = app.Services;
        var mail = services.GetRequiredService<MailSettings>();
        var migrations = await CheckMigrationsAsync(services, cancellationToken);
        List<Finding> findings =
        [
            .. await PublicAddressChecks.RunAsync(services.GetRequiredService<BookingSettings>().PublicBaseUrl, cancellationToken),
            .. await CheckMailAsync(mail, nameServer, cancellationToken),
            await NetworkTime.CheckAsync(timeServer, TimeProvider.System, cancellationToken),
            migrations,
            migrations.Outcome == FindingOutcome.Held
                ? await CheckTimeZoneAsync(services, cancellationToken)
                : Finding.Skipped("This machine knows the venue's time zone", "the database cannot be read by this version"),
            await CheckDiskAsync(services, cancellationToken),
            CheckBackups(services),
            CheckWallet(services.GetRequiredService<OfferedWallets>(), TimeProvider.System.GetUtcNow().UtcDateTime),
            CheckAge(TimeProvider.System),
        ];
        return Finding.Print(findings);
    }

    private static async Task<Finding> CheckMigrationsAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        const string Test = "The database is at this version of the program";
        try
        {
            return await services.GetRequiredService<DatabaseInitializer>().HasPendingMigrationsAsync(cancellationToken)
                ? Finding.Of(Test, held: false, $"migrations are pending; restart the program, or run '{ProgramCommand.Text} database migrate'")
                : Finding.Of(Test, held: true, ProgramVersion.Text);
        }
        catch (MigrationHistoryException other)
        {
            return Finding.Of(Test, held: false, other.Message.TrimEnd('.'));
        }
    }

    private static async Task<Finding> CheckDiskAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        const string Test = "The disk of the database has free space";
        if (services.GetRequiredService<DatabaseSettings>().Provider != DatabaseDialect.Sqlite)
        {
            return Finding.Skipped(Test, "the database is on a server");
        }

        var result = await ActivatorUtilities.CreateInstance<DiskCheck>(services).CheckHealthAsync(new HealthCheckContext(), cancellationToken);
        return Finding.Of(
            Test, result.Status == HealthStatus.Healthy,
            result.Description?.TrimEnd('.') ?? $"more than {services.GetRequiredService<HealthSettings>().MinimumFreeMegabytes} MB");
    }

    private static Finding CheckBackups(IServiceProvider services)
    {
        const string Test = "The last backup is new";
        if (!services.HasNightlyBackups())
        {
            return Finding.Skipped(Test, "there are no nightly backups: Backup:Nightly is false, or the database is on a server");
        }

        try
        {
            // Not the monitor's own answer: it was started with this command, and would wait for its first night.
            var folder = services.GetRequiredService<BackupFolder>();
            var newest = folder.NewestAt();
            var (age, failure) = (TimeProvider.System.GetUtcNow().UtcDateTime - newest, folder.ReadFailure());
            return failure is not null && (newest is null || failure.At >= newest)
                ? Finding.Of(Test, held: false, FormattableString.Invariant(
                    $"the backup of {failure.At:yyyy-MM-dd HH:mm} UTC failed ({failure.Failure}); see docs/operating/backup.md"))
                : newest is null ? Finding.Skipped(Test, "there is none yet; the first is made in the night")
                : Finding.Of(Test, age < BackupMonitor.OldAfter, FormattableString.Invariant(
                    $"it is of {newest:yyyy-MM-dd HH:mm} UTC{(age < BackupMonitor.OldAfter ? "" : "; look into the program's log of the last night")}"));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return Finding.Of(Test, held: false, $"the folder of the backups cannot be read ({unreadable.Message.TrimEnd('.')})");
        }
    }

    /// <summary>Checks that the certificate for Apple Wallet is valid for some time.</summary>
    /// <param name="now">UTC.</param>
    public static Finding CheckWallet(OfferedWallets wallets, DateTime now)
    {
        const string Test = "The certificate for Apple Wallet is valid for a month or more";
        return wallets.Apple is { } apple
            ? Finding.Of(Test, wallets.ExpiresSoon(now) is null, FormattableString.Invariant(
                $"until {apple.ExpiresAt:yyyy-MM-dd}{(wallets.ExpiresSoon(now) is null ? "" : "; get a new one: docs/operating/wallets.md")}"))
            : Finding.Skipped(Test, "Wallet:Apple:CertificateFile is empty");
    }

    private static Finding CheckAge(TimeProvider clock)
    {
        var isSupported = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime) <= EndOfRuntimeSupport;
        return Finding.Of("The program's runtime is still corrected by its maker", isSupported, FormattableString.Invariant(
            $".NET {Environment.Version}, until {EndOfRuntimeSupport:yyyy-MM-dd}{(isSupported ? "" : "; install a newer version of the program")}"));
    }

    private static async Task<IReadOnlyList<Finding>> CheckMailAsync(MailSettings mail, string? nameServer, CancellationToken cancellationToken)
    {
        const string Test = "The mail server lets the program sign in";
        if (mail.Delivery != MailDeliveryKind.Smtp)
        {
            return [Finding.Skipped(Test, "mail is written into a folder, because Mail:Delivery is Folder")];
        }

        var problem = await new MailServerTrial(mail.Smtp, mail.From).SignInAsync(cancellationToken);
        return
        [
            Finding.Of(Test, problem is null, problem ?? $"{mail.Smtp.Host}; '{ProgramCommand.Text} selftest --mail ADDRESS' sends a mail"),
            .. await new SenderDomainChecks(nameServer).RunAsync(MailboxAddress.Parse(mail.From).Domain, cancellationToken),
        ];
    }
}
