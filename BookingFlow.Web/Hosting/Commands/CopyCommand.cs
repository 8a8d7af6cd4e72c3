using System.CommandLine;
using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Backups;
using BookingFlow.Web.Data.Checking;
using BookingFlow.Web.Data.Copying;
using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Hosting.Settings;
using Microsoft.EntityFrameworkCore;
using static System.FormattableString;

namespace BookingFlow.Web.Hosting.Commands;

/// <summary>The command <c>database copy</c>, which moves a venue from SQLite to SQL Server or back (docs/decisions/0055).</summary>
public static class CopyCommand
{
    public static Command Create(Func<string[], WebApplication> build)
    {
        var to = new Option<DatabaseDialect>("--to") { Description = "The provider of the target.", Required = true, HelpName = "Sqlite|SqlServer" };
        var connection = new Option<string>("--connection")
        {
            Description = "The connection string of the target. Without it, it is read from the first line of standard input, because other "
                + "processes on the machine can read command-line arguments.",
            HelpName = "TEXT",
        };
        var command = new Command("copy", "Copies the database to an empty one, and compares them. Stop every node first. Can be repeated.")
        {
            to, connection,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var target = parsed.GetValue(connection) ?? await Console.In.ReadLineAsync(cancellationToken) ?? "";
            await using var original = build([]);
            await using var copy = build([$"Database:Provider={parsed.GetRequiredValue(to)}", $"ConnectionStrings:BookingFlow={target}"]);
            return await BackupCommands.ReportAsync("The database was not copied.", () => RunAsync(original.Services, copy.Services, cancellationToken));
        });
        return command;
    }

    /// <returns>The exit code: 1 if the copy differs, or is not sound.</returns>
    private static async Task<int> RunAsync(IServiceProvider original, IServiceProvider target, CancellationToken cancellationToken)
    {
        var (from, to) = (Contexts(original), Contexts(target));
        using var fromLock = await LockAsync(from, cancellationToken);
        using var toLock = await LockAsync(to, cancellationToken);
        await using (var db = await from.CreateDbContextAsync(cancellationToken))
        {
            if (await db.ReadSchemaVersionAsync(cancellationToken) != SchemaVersion.Current)
            {
                throw new BackupException("The database is not at the version of this program. Run 'database migrate' first.");
            }
        }

        var copy = new DatabaseCopy(from, to);
        var preparation = new CopyTarget(to, target.GetRequiredService<DatabaseInitializer>(), copy);
        if (await preparation.PrepareAsync(cancellationToken) is { } refusal)
        {
            throw new BackupException(refusal);
        }

        target.GetRequiredService<DatabaseSettings>().PrepareJobTables();
        await copy.CopyAsync((table, rows) => Console.WriteLine(Invariant($"copied   {table}: {rows} rows")), cancellationToken);
        var comparisons = await copy.CompareAsync(cancellationToken);
        foreach (var comparison in comparisons)
        {
            Print(comparison);
        }

        if (!comparisons.All(comparison => comparison.AreEqual))
        {
            throw new BackupException(
                "The copy differs from the original, and is not finished. Was the original written meanwhile? Delete the target and start again.");
        }

        await preparation.FinishAsync(cancellationToken);
        Console.WriteLine("The copy is the same as the original. Now the rules, in the copy:");
        var exitCode = DatabaseCommands.Print(await target.GetRequiredService<DatabaseChecker>().CheckAsync(cancellationToken));
        Console.WriteLine("To use the copy, set Database:Provider and ConnectionStrings:BookingFlow to it, and start. Do not start the original again.");
        return exitCode;
    }

    private static void Print(TableComparison comparison)
    {
        Console.WriteLine($"{(comparison.AreEqual ? "same   " : "DIFFERS")}  {comparison.Table}: {Describe(comparison.Original)}");
        if (!comparison.AreEqual)
        {
            Console.WriteLine($"         in the copy: {Describe(comparison.Copy)}");
        }
    }

    private static string Describe(TableContent content) => string.Join(
        ", ",
        content.Sums.Where(sum => sum.Value != 0).Select(sum => Invariant($"{sum.Key} {sum.Value}"))
            .Prepend(Invariant($"{content.Rows} rows")).Append(content.Checksum.ToString("x16", CultureInfo.InvariantCulture)));

    private static IDbContextFactory<BookingDbContext> Contexts(IServiceProvider services) =>
        services.GetRequiredService<IDbContextFactory<BookingDbContext>>();

    private static async Task<DatabaseFileLock> LockAsync(IDbContextFactory<BookingDbContext> contexts, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return DatabaseFileLock.TakeAlone(db.QueuedFile);
    }
}
