using System.CommandLine;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Checking;
using BookingFlow.Web.Emails.Delivery;
using BookingFlow.Web.Hosting.Settings;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Hosting.Commands;

/// <summary>
/// The command <c>selftest</c>: an operator runs it before opening night, against the database server and the mail server of the settings.
/// </summary>
/// <remarks>
/// It works in a database of its own beside the configured one, which it deletes afterwards. Each guarantee that depends on the server has a
/// negative control, which shows that the test can fail (docs/decisions/0054).
/// </remarks>
public static class SelfTestCommand
{
    public static Command Create(Func<string[], WebApplication> build)
    {
        var mail = new Option<string>("--mail")
        {
            Description = "Send a test mail to this address. Without it, mail is not tested.",
            HelpName = "ADDRESS",
        };
        var command = new Command("selftest", "Tests the database server, and the mail server, as the program will use them.") { mail };
        command.SetAction(async (parsed, cancellationToken) => await RunAsync(build, parsed.GetValue(mail), cancellationToken));
        return command;
    }

    /// <returns>The exit code: 1 if a test failed.</returns>
    private static async Task<int> RunAsync(Func<string[], WebApplication> build, string? mail, CancellationToken cancellationToken)
    {
        string connectionString;
        List<Finding> results = [];
        await using (var configured = build([]))
        {
            connectionString = OwnDatabase(configured.Services.GetRequiredService<DatabaseSettings>(), configured.Environment);
            results.Add(await MailAsync(configured.Services, mail, cancellationToken));
        }

        await using (var app = build([$"ConnectionStrings:BookingFlow={connectionString}", "Demo:Season=false"]))
        {
            results.InsertRange(0, await InOwnDatabaseAsync(app.Services, cancellationToken));
        }

        return Finding.Print(results);
    }

    private static async Task<IReadOnlyList<Finding>> InOwnDatabaseAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var contexts = services.GetRequiredService<IDbContextFactory<BookingDbContext>>();
        try
        {
            // No other process knows this database.
            await services.GetRequiredService<DatabaseInitializer>().MigrateAloneAsync(cancellationToken);
            services.GetRequiredService<DatabaseSettings>().PrepareJobTables();
            var tests = new DatabaseSelfTests(services);
            List<Finding> results = [.. await tests.RunAsync(cancellationToken)];
            var checks = await services.GetRequiredService<DatabaseChecker>().CheckAsync(cancellationToken);
            results.Add(Finding.Of(
                "What the tests have stored is sound (database check)", checks.All(check => check.Holds),
                string.Join(' ', checks.Where(check => !check.Holds).Select(check => check.Rule)) is { Length: > 0 } faults
                    ? faults
                    : $"{checks.Count} rules hold"));
            return results;
        }
        finally
        {
            await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
            await db.Database.EnsureDeletedAsync(CancellationToken.None);
        }
    }

    /// <summary>Returns the connection string of a database that does not exist yet, on the same server or beside the same file.</summary>
    private static string OwnDatabase(DatabaseSettings settings, IHostEnvironment environment)
    {
        var name = $"bookingflow_selftest_{Guid.NewGuid():N}";
        if (settings.Provider == DatabaseDialect.SqlServer)
        {
            return new SqlConnectionStringBuilder(settings.ConnectionString) { InitialCatalog = name }.ToString();
        }

        var builder = new SqliteConnectionStringBuilder(settings.ConnectionString);
        var file = Path.GetFullPath(builder.DataSource, environment.ContentRootPath);
        builder.DataSource = Path.Combine(Path.GetDirectoryName(file)!, $"{name}.db");
        return builder.ToString();
    }

    private static async Task<Finding> MailAsync(IServiceProvider services, string? address, CancellationToken cancellationToken)
    {
        const string Test = "The mail server accepts a mail";
        if (address is null)
        {
            return Finding.Skipped(Test, "no --mail ADDRESS was given");
        }

        address = EmailAddress.Canonical(address);
        if (!EmailAddress.IsValid(address))
        {
            return Finding.Of(Test, held: false, "the address after --mail is not valid");
        }

        var settings = services.GetRequiredService<MailSettings>();
        if (settings.Delivery != MailDeliveryKind.Smtp)
        {
            return Finding.Skipped(Test, "mail is written into a folder, because Mail:Delivery is Folder");
        }

        var problem = await new MailServerTrial(settings.Smtp, settings.From)
            .SendAsync(address, "This mail was sent by the command selftest.", cancellationToken);
        return Finding.Of(Test, problem is null, problem ?? $"accepted for {address}; look whether it arrives");
    }
}
