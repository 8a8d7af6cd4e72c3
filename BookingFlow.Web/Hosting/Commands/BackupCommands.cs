using System.CommandLine;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Backups;
using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Data.Upgrading;
using BookingFlow.Web.Hosting.Settings;
using Microsoft.Data.SqlClient;

namespace BookingFlow.Web.Hosting.Commands;

/// <summary>The commands <c>database backup</c> and <c>database restore</c> (docs/decisions/0055).</summary>
public static class BackupCommands
{
    public static Command CreateBackup(Func<string[], WebApplication> build)
    {
        var target = new Argument<string>("FILE")
        {
            Description = "A file that does not exist; or a folder, which keeps the newest backups under names with their time. "
                + "With SQL Server a file on the server's machine.",
        };
        var keep = new Option<int?>("--keep")
        {
            Description = "How many backups the folder keeps. Without it, as many as the setting Backup:Keep says.",
            HelpName = "NUMBER",
        };
        keep.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<int?>() is < 1)
            {
                result.AddError("The value of '--keep' must be 1 or more.");
            }
        });
        var command = new Command("backup", "Backs up the database while the program runs, and checks the backup.") { target, keep };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = build([]);
            return await ReportAsync(
                "The database was not backed up.",
                () => BackUpAsync(app.Services, parsed.GetRequiredValue(target), parsed.GetValue(keep), cancellationToken));
        });
        return command;
    }

    public static Command CreateRestore(Func<string[], WebApplication> build)
    {
        var backup = new Argument<string?>("FILE") { Description = "The backup.", Arity = ArgumentArity.ZeroOrOne };
        var beforeUpgrade = new Option<bool>("--before-upgrade")
        {
            Description = "Instead of FILE: the backup that was made before the last migration. Run it with the version of before.",
        };
        var command = new Command("restore", "Replaces the database by a backup. Refuses while a node runs; keeps the former database.")
        {
            backup, beforeUpgrade,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(backup)?.Tokens.Count > 0 == result.GetValue(beforeUpgrade))
            {
                result.AddError("Name either FILE or '--before-upgrade'.");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = build([]);
            return await ReportAsync(
                "The database was not restored.", () => RestoreAsync(app.Services, parsed.GetValue(backup), cancellationToken));
        });
        return command;
    }

    /// <returns>The exit code: 1 if the backup is not sound.</returns>
    private static async Task<int> BackUpAsync(IServiceProvider services, string target, int? keep, CancellationToken cancellationToken)
    {
        var backup = services.GetRequiredService<DatabaseBackup>();
        if (services.GetRequiredService<DatabaseSettings>().Provider == DatabaseDialect.SqlServer)
        {
            await backup.WriteAsync(target, cancellationToken);
            Console.WriteLine($"The server has written {target} and verified it.");
            return 0;
        }

        // Relative to the working directory, as for every command of a shell.
        target = Path.GetFullPath(target);
        if (!Directory.Exists(target))
        {
            return Print(await backup.WriteAsync(target, cancellationToken));
        }

        var folder = new BackupFolder(target, keep ?? services.GetRequiredService<BackupSettings>().Keep);
        using var alone = folder.TryLock() ?? throw new BackupException("Another process is making a backup in this folder.");
        var exitCode = Print(await backup.WriteAsync(
            folder.NewFile(services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime), cancellationToken));
        foreach (var deleted in folder.DeleteOld())
        {
            Console.WriteLine($"Deleted {deleted}.");
        }

        if (exitCode == 0)
        {
            folder.DeleteFailure();
        }

        return exitCode;
    }

    private static int Print(BackupResult result)
    {
        Console.WriteLine($"Backed up to {result.File}.");
        if (result.Checks.Count > 0)
        {
            return DatabaseCommands.Print(result.Checks);
        }

        Console.WriteLine("The file is intact. What it holds was not checked, because its tables are of another version of the program.");
        return 0;
    }

    /// <param name="backup">Null: the backup that was made before the last migration.</param>
    /// <returns>The exit code: 1 on SQL Server, or if what is restored is not sound.</returns>
    private static async Task<int> RestoreAsync(IServiceProvider services, string? backup, CancellationToken cancellationToken)
    {
        var settings = services.GetRequiredService<DatabaseSettings>();
        if (settings.Provider == DatabaseDialect.SqlServer)
        {
            PrintServerRestore(new SqlConnectionStringBuilder(settings.ConnectionString).InitialCatalog, backup ?? "BACKUP");
            return 1;
        }

        backup ??= services.GetRequiredService<UpgradeBackups>().Newest()
            ?? throw new BackupException("There is no backup of before a migration beside the database.");
        var result = await services.GetRequiredService<DatabaseRestore>().RestoreAsync(Path.GetFullPath(backup), cancellationToken);
        Console.WriteLine($"Restored {backup}.");
        if (result.Former is { } former)
        {
            Console.WriteLine($"The former database is {former}. To undo: database restore '{former}'");
        }

        if (result.Version == SchemaVersion.Older)
        {
            Console.WriteLine("It was made by an older version of the program: the next start, or 'database migrate', migrates it. Then run 'database check'.");
            return 0;
        }

        return await DatabaseCommands.CheckAsync(services, cancellationToken);
    }

    private static void PrintServerRestore(string database, string backup)
    {
        var name = database.Replace("]", "]]", StringComparison.Ordinal);
        Console.WriteLine(
            $"""
            Nothing was changed: a SQL Server restores its databases itself. Stop every node. Then run, as a login that may restore, in master:

                ALTER DATABASE [{name}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE;
                RESTORE DATABASE [{name}] FROM DISK = N'{backup.Replace("'", "''", StringComparison.Ordinal)}' WITH REPLACE, CHECKSUM;
                ALTER DATABASE [{name}] SET MULTI_USER;

            Then run 'database check', and start the nodes.
            """);
    }

    /// <summary>Prints why a command was refused as a sentence, instead of an exception.</summary>
    /// <returns>The exit code: that of the command, or 1.</returns>
    internal static async Task<int> ReportAsync(string refused, Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception reason) when (reason is BackupException or DatabaseBusyException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"{refused} {reason.Message}");
            return 1;
        }
        catch (Exception fault) when (StartFailure.Explain(fault) is { } explanation)
        {
            await Console.Error.WriteLineAsync($"{refused} {explanation}");
            return 1;
        }
    }
}
