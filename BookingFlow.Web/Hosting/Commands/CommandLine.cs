using BookingFlow.Web.Data;
using BookingFlow.Web.Hosting.Settings;

namespace BookingFlow.Web.Hosting.Commands;

/// <summary>What the program does instead of opening the house: <c>dotnet BookingFlow.Web.dll database migrate</c>.</summary>
public static class CommandLine
{
    private const string Database = "database";

    /// <summary>Whether a command was given; anything that begins with a dash is a setting.</summary>
    public static bool Asks(string[] args) => args is [Database or StaffCommands.Staff, ..];

    /// <returns>The exit code.</returns>
    public static async Task<int> RunCommandAsync(this WebApplication app, string[] args)
    {
        var database = app.Services.GetRequiredService<DatabaseInitializer>();
        switch (args)
        {
            case [Database, "migrate"]:
                await database.MigrateAsync(CancellationToken.None);
                app.Services.GetRequiredService<BookingFlowSettings>().PrepareJobTables();
                Console.WriteLine("The database is at this program's version.");
                return 0;
            case [Database, "script"]:
                Console.WriteLine(database.Script());
                Console.WriteLine(app.Services.GetRequiredService<BookingFlowSettings>().JobTablesScript());
                return 0;
            case [Database, "unlock"]:
                Console.WriteLine(await database.UnlockAsync(CancellationToken.None) ? "The migration lock is gone." : "There was no migration lock.");
                return 0;
            case [StaffCommands.Staff, "add", var email, .. var options] when StaffCommands.Read(email, options) is { } asked:
                return await app.AddStaffAsync(asked);
            default:
                await Console.Error.WriteLineAsync($"Unknown command. There are: database migrate, database script, database unlock, {StaffCommands.Usage}.");
                return 2;
        }
    }
}
