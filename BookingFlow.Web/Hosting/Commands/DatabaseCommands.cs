using System.CommandLine;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Checking;
using BookingFlow.Web.Hosting.Settings;

namespace BookingFlow.Web.Hosting.Commands;

/// <summary>The commands <c>database migrate</c>, <c>script</c>, <c>unlock</c>, <c>adopt</c> and <c>check</c>, which maintain the database.</summary>
/// <remarks>The others are in <see cref="BackupCommands"/> and <see cref="CopyCommand"/>.</remarks>
public static class DatabaseCommands
{
    public static Command Create(Func<string[], WebApplication> build)
    {
        return new Command("database", "Keeps the database at the version of the program, checks it, backs it up, restores and copies it.")
        {
            Subcommand("migrate", "Brings the database to the version of the program.", MigrateAsync),
            Subcommand("script", "Prints the migrations as an SQL script. Changes nothing.", ScriptAsync),
            Subcommand("unlock", "Removes the lock that a killed migration left in a SQLite file.", UnlockAsync),
            Subcommand("adopt", "Gives a database from before version 0.1 the migration history of this one.", AdoptAsync),
            Subcommand("check", "Checks that the stored data is sound. Changes nothing.", CheckAsync),
            BackupCommands.CreateBackup(build),
            BackupCommands.CreateRestore(build),
            CopyCommand.Create(build),
        };

        Command Subcommand(string name, string description, Func<IServiceProvider, CancellationToken, Task<int>> run)
        {
            var command = new Command(name, description);
            command.SetAction(async (_, cancellationToken) =>
            {
                await using var app = build([]);
                return await run(app.Services, cancellationToken);
            });
            return command;
        }
    }

    private static async Task<int> MigrateAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<DatabaseInitializer>().MigrateAsync(cancellationToken);
        services.GetRequiredService<DatabaseSettings>().PrepareJobTables();
        Console.WriteLine("The database is at this program's version.");
        return 0;
    }

    private static Task<int> ScriptAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        Console.WriteLine(services.GetRequiredService<DatabaseInitializer>().Script());
        Console.WriteLine(services.GetRequiredService<DatabaseSettings>().JobTablesScript());
        return Task.FromResult(0);
    }

    private static async Task<int> UnlockAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var wasLocked = await services.GetRequiredService<DatabaseInitializer>().UnlockAsync(cancellationToken);
        Console.WriteLine(wasLocked ? "The migration lock is gone." : "There was no migration lock.");
        return 0;
    }

    private static async Task<int> AdoptAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var isAdopted = await services.GetRequiredService<DatabaseInitializer>().AdoptAsync(cancellationToken);
        Console.WriteLine($"The database has the migration history of this version {(isAdopted ? "now" : "already")}.");
        return 0;
    }

    /// <returns>The exit code: 1 if a rule does not hold.</returns>
    internal static async Task<int> CheckAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        Print(await services.GetRequiredService<DatabaseChecker>().CheckAsync(cancellationToken));

    /// <inheritdoc cref="CheckAsync"/>
    internal static int Print(IReadOnlyList<DataCheckResult> results)
    {
        foreach (var result in results)
        {
            Console.WriteLine($"{(result.Holds ? "ok   " : "FAULT")}  {result.Rule}");
            foreach (var finding in result.Findings)
            {
                Console.WriteLine($"         {finding}");
            }
        }

        var faults = results.Count(result => !result.Holds);
        Console.WriteLine(faults == 0 ? "All hold." : $"{faults} of {results.Count} do not hold.");
        return faults == 0 ? 0 : 1;
    }
}
