using BookingFlow.Web.Hosting.Commands;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Hosting.Commands;

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
            await db.Database.ExecuteSqlRawAsync(
                "CREATE TABLE IF NOT EXISTS \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL CONSTRAINT \"PK___EFMigrationsLock\" PRIMARY KEY, \"Timestamp\" TEXT NOT NULL)");
            await db.Database.ExecuteSqlRawAsync("INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-01-01')");
        }

        var setting = ("ConnectionStrings:BookingFlow", database.ConnectionString);
        var first = await ProgramProcess.RunAsync(["database", "unlock"], setting);
        Assert.Contains("The migration lock is gone.", first.Output, StringComparison.Ordinal);
        Assert.Equal(0, first.ExitCode);
        Assert.Contains(
            "There was no migration lock.", (await ProgramProcess.RunAsync(["database", "unlock"], setting)).Output, StringComparison.Ordinal);
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
    public async Task Three_that_start_at_once_on_one_empty_file_all_open()
    {
        await using var database = TemporaryDatabase.Missing();
        var programs = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ProgramProcess.StartAsync(database)));

        foreach (var program in programs)
        {
            await program.DisposeAsync();
        }

        Assert.Empty(await database.ReadAsync(db => db.Database.GetPendingMigrationsAsync()));
        Assert.Empty(await database.ReadAsync(db => db.Performances.ToListAsync()));
    }

    [Fact]
    public async Task Where_the_start_may_not_migrate_it_says_who_can()
    {
        await using var database = TemporaryDatabase.Missing();
        var (file, byHand) = (("ConnectionStrings:BookingFlow", database.ConnectionString), ("Database:MigrateAtStart", "false"));

        var refused = await ProgramProcess.RunAsync([], file, byHand);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("BookingFlow did not start. The database is behind", refused.Output, StringComparison.Ordinal);
        Assert.Contains("database migrate", refused.Output, StringComparison.Ordinal);

        Assert.Equal(0, (await ProgramProcess.RunAsync(["database", "migrate"], file, byHand)).ExitCode);
        await using var program = await ProgramProcess.StartAsync(database, byHand);
    }

    [Fact]
    public async Task The_script_makes_an_empty_SQLite_file_one_that_the_program_takes()
    {
        await using var database = TemporaryDatabase.Missing();
        var script = await ProgramProcess.RunAsync(["database", "script"], ("ConnectionStrings:BookingFlow", database.ConnectionString));
        Assert.Equal(0, script.ExitCode);
        Assert.Contains("EF cannot write a script for SQLite that looks", script.Output, StringComparison.Ordinal);

        await using (var connection = new SqliteConnection(database.ConnectionString))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = script.Output;
            await command.ExecuteNonQueryAsync();
        }

        Assert.Empty(await database.ReadAsync(db => db.Database.GetPendingMigrationsAsync()));
    }

    [Fact]
    public async Task The_script_for_SQL_Server_asks_before_it_changes_anything_and_has_the_jobs_tables_too()
    {
        var script = await ProgramProcess.RunAsync(
            ["database", "script"], ("Database:Provider", "SqlServer"), (
                "ConnectionStrings:BookingFlow", "Server=nowhere.example;Database=BookingFlow"));
        Assert.Equal(0, script.ExitCode);
        Assert.NotEmpty(SqlRecorder.Parse(script.Output));

        Assert.Contains("CREATE TABLE [HangFire].[Job]", script.Output, StringComparison.Ordinal);
        var change = Assert.Single(script.Output.Split("GO\n"), batch => batch.Contains("CREATE TABLE [Reservations]", StringComparison.Ordinal));
        Assert.Contains("IF NOT EXISTS (\n    SELECT * FROM [__EFMigrationsHistory]", change, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_at_the_shell_adds_a_colleague_who_sets_a_password_by_the_link_that_is_printed_or_is_given_one()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        var setting = ("ConnectionStrings:BookingFlow", database.ConnectionString);
        var added = await ProgramProcess.RunAsync(["staff", "add", "ada@staff.example", "--name", "Ada", "--role", "Administrator"], setting);
        Assert.Equal(0, added.ExitCode);
        var link = added.Output.Split((char[]?)null).Single(word => word.Contains("/staff/set-password/", StringComparison.Ordinal));
        Assert.True(Token.TryParse(link.Split('/')[^1], out var token));
        Assert.Equal(token.Hash, await database.ReadAsync(db => db.StaffLinks.Select(l => l.Hash).SingleAsync()));
        Assert.Equal("shell", await database.ReadAsync(db => db.AuditLog.Select(e => e.StaffName).SingleAsync()));

        var withPassword = await ProgramProcess.RunAsync(
            ["staff", "add", "dora@staff.example", "--name", "Dora", "--role", "Door", "--password-stdin"], "a long password\n", setting);
        Assert.Equal(0, withPassword.ExitCode);
        Assert.DoesNotContain("set-password", withPassword.Output, StringComparison.Ordinal);
        Assert.NotNull(
            await database.ReadAsync(db => db.Users.Where(u => u.Email == "dora@staff.example").Select(u => u.PasswordHash).SingleAsync()));

        var again = await ProgramProcess.RunAsync(["staff", "add", "ADA@staff.example", "--name", "Ada", "--role", "Door"], setting);
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("Nobody was added. E-mail address", again.Output, StringComparison.Ordinal);
        Assert.Equal(2, (await ProgramProcess.RunAsync(["staff", "add", "otto@staff.example", "--role", "Door"], setting)).ExitCode);
        Assert.Equal(2, await database.ReadAsync(db => db.Users.CountAsync()));
    }

    [Fact]
    public async Task The_first_start_prints_an_address_that_makes_the_first_Administrator_once()
    {
        await using var database = TemporaryDatabase.Missing();
        string address;
        await using (var program = await ProgramProcess.StartAsync(database))
        {
            await Eventually.Async(
                () => Task.FromResult(program.Output.Contains("/staff/setup/", StringComparison.Ordinal)), "the address is printed");
            address = program.Output.Split((char[]?)null).First(word => word.Contains("/staff/setup/", StringComparison.Ordinal));
            Assert.StartsWith(program.Address, address, StringComparison.Ordinal);
            using var browser = new NoScriptBrowser(program.Address);
            var form = await browser.OpenAsync(new Uri(address).AbsolutePath);
            Assert.Equal(200, form.Status);
            var done = await browser.SubmitAsync(
                form, "main form", ("Email", "ada@staff.example"), ("DisplayName", "Ada"), ("NewPassword", "a long password"));
            Assert.Equal(303, done.Status);
            Assert.Equal(303, (await browser.SignInAsync("ada@staff.example", "a long password")).Status);
            Assert.Equal(200, (await browser.OpenAsync("/staff/people")).Status);
            Assert.Equal(410, (await browser.OpenAsync(new Uri(address).AbsolutePath)).Status);
            Assert.Equal(
                410,
                (
                    await browser.SubmitAsync(
                        form, "main form", ("Email", "eve@staff.example"), ("DisplayName", "Eve"), ("NewPassword", "a long password"))).Status);
        }

        await using var next = await ProgramProcess.StartAsync(database);
        Assert.DoesNotContain("/staff/setup/", next.Output, StringComparison.Ordinal);
        Assert.Equal(1, await database.ReadAsync(db => db.StaffLinks.CountAsync()));
    }

    [Theory]
    [InlineData("Unrecognized command or argument 'drop'", "database", "drop")]
    [InlineData("Unrecognized command or argument 'databse'", "databse", "migrate")]
    [InlineData("Required command was not provided", "database")]
    [InlineData("Unrecognized command or argument '--force'", "database", "migrate", "--force")]
    [InlineData("Required argument missing for command: 'add'", "staff", "add", "--name", "Otto", "--role", "Door")]
    [InlineData("Option '--name' is required", "staff", "add", "otto@staff.example", "--role", "Door")]
    [InlineData("Required argument missing for option: '--role'", "staff", "add", "otto@staff.example", "--name", "Otto", "--role")]
    public async Task A_command_line_that_is_wrong_ends_with_2_the_reason_and_the_usage(string reason, params string[] arguments)
    {
        var result = await ProgramProcess.RunAsync(arguments);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(reason, result.Output, StringComparison.Ordinal);
        Assert.Contains("Usage:", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("database", "--help")]
    [InlineData("staff", "--help")]
    [InlineData("EMAIL", "staff", "add", "--help")]
    [InlineData("--password-stdin", "staff", "add", "-h")]
    [InlineData("unlock", "database", "--help")]
    public async Task Help_needs_neither_good_settings_nor_a_database(string part, params string[] arguments)
    {
        var result = await ProgramProcess.RunAsync(arguments, ("Database:Provider", "Oracle"));
        Assert.Equal(0, result.ExitCode);
        Assert.Contains(part, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_names_every_bad_setting()
    {
        var result = await ProgramProcess.RunAsync(["database", "migrate"], ("Venue:Name", ""), ("Demo:Season", "maybe"));
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("BookingFlow did not start. The setting Venue:Name is missing.", result.Output, StringComparison.Ordinal);
        Assert.Contains("The setting Demo:Season must be true or false.", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--urls", "http://127.0.0.1:0")]
    [InlineData("--environment", "Production")]
    [InlineData("--Booking:PublicBaseUrl=https://tickets.theatre.example")]
    [InlineData("/Demo:Season", "false")]
    [InlineData("Demo:Season=false")]
    [InlineData]
    public void Settings_of_the_web_server_are_not_a_command(params string[] arguments) => Assert.False(CommandLine.IsCommand(arguments));

    [Fact]
    public async Task Production_does_not_start_with_the_settings_of_a_trial()
    {
        var result = await ProgramProcess.RunAsync(["--environment", "Production"], ("ASPNETCORE_ENVIRONMENT", "Production"));
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("BookingFlow did not start. The setting Booking:PublicBaseUrl", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Output, StringComparison.Ordinal);
    }
}
