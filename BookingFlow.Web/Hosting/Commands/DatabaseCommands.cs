using System.CommandLine;
using BookingFlow.Web.Data;
using BookingFlow.Web.Hosting.Settings;

namespace BookingFlow.Web.Hosting.Commands;

/// <summary>The commands <c>database migrate</c>, <c>script</c>, <c>unlock</c> and <c>adopt</c>, which maintain the database schema.</summary>
public static class DatabaseCommands
{
    public static Command Create(Func<WebApplication> build)
    {
        return new Command("database", "Keeps the database at the version of the program.")
        {
            Subcommand("migrate", "Brings the database to the version of the program.", MigrateAsync),
            Subcommand("script", "Prints the migrations as an SQL script. Changes nothing.", ScriptAsync),
            Subcommand("unlock", "Removes the lock that a killed migration left in a SQLite file.", UnlockAsync),
            Subcommand("adopt", "Gives a database from before version 0.1 the migration history of this one.", AdoptAsync),
        };

        Command Subcommand(string name, string description, Func<IServiceProvider, CancellationToken, Task> run)
        {
            var command = new Command(name, description);
            command.SetAction(async (_, cancellationToken) =>
            {
                await using var app = build();
                await run(app.Services, cancellationToken);
            });
            return command;
        }
    }

    private static async Task MigrateAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<DatabaseInitializer>().MigrateAsync(cancellationToken);
        services.GetRequiredService<DatabaseSettings>().PrepareJobTables();
        Console.WriteLine("The database is at this program's version.");
    }

    private static Task ScriptAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        Console.WriteLine(services.GetRequiredService<DatabaseInitializer>().Script());
        Console.WriteLine(services.GetRequiredService<DatabaseSettings>().JobTablesScript());
        return Task.CompletedTask;
    }

    private static async Task UnlockAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var wasLocked = await services.GetRequiredService<DatabaseInitializer>().UnlockAsync(cancellationToken);
        Console.WriteLine(wasLocked ? "The migration lock is gone." : "There was no migration lock.");
    }

    private static async Task AdoptAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var isAdopted = await services.GetRequiredService<DatabaseInitializer>().AdoptAsync(cancellationToken);
        Console.WriteLine($"The database has the migration history of this version {(isAdopted ? "now" : "already")}.");
    }
}
