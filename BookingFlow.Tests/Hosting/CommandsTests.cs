using BookingFlow.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Hosting;

/// <summary>What the program says and does at the shell, as a process of its own.</summary>
public sealed class CommandsTests
{
    [Fact]
    public async Task A_lock_that_a_killed_migration_left_behind_can_be_taken_away()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        await using (var db = database.CreateDbContext())
        {
            // As EF leaves it: the row is there, and nobody is.
            await db.Database.ExecuteSqlRawAsync("CREATE TABLE IF NOT EXISTS \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL CONSTRAINT \"PK___EFMigrationsLock\" PRIMARY KEY, \"Timestamp\" TEXT NOT NULL)");
            await db.Database.ExecuteSqlRawAsync("INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-01-01')");
        }

        var setting = ("ConnectionStrings:BookingFlow", database.ConnectionString);
        var first = await ProgramProcess.RunAsync(["database", "unlock"], setting);
        Assert.Contains("The migration lock is gone.", first.Output, StringComparison.Ordinal);
        Assert.Equal(0, first.ExitCode);
        Assert.Contains("There was no migration lock.", (await ProgramProcess.RunAsync(["database", "unlock"], setting)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_can_be_brought_to_this_version_without_opening_the_house()
    {
        var folder = Directory.CreateTempSubdirectory("bookingflow-migrate-");
        var file = Path.Combine(folder.FullName, "new.db");
        var result = await ProgramProcess.RunAsync(["database", "migrate"], ("ConnectionStrings:BookingFlow", $"Data Source={file}"));
        Assert.Equal(0, result.ExitCode);
        Assert.True(new FileInfo(file).Length > 0);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task An_unknown_command_is_told_what_there_is() =>
        Assert.Equal(2, (await ProgramProcess.RunAsync(["database", "drop"])).ExitCode);

    [Fact]
    public async Task Production_does_not_start_with_the_settings_of_a_trial()
    {
        var result = await ProgramProcess.RunAsync(["--environment", "Production"], ("ASPNETCORE_ENVIRONMENT", "Production"));
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("BookingFlow did not start. The setting Booking:PublicBaseUrl", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Output, StringComparison.Ordinal);
    }
}
