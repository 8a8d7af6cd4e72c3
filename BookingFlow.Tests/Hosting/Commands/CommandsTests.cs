using BookingFlow.Tests.Data.Upgrades;
using BookingFlow.Web.Hosting.Commands;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Hosting.Commands;

/// <summary>Tests of the command line, with the program run as a process.</summary>
public sealed class CommandsTests
{
    [Fact]
    public async Task Database_unlock_removes_a_stale_migration_lock()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        await using (var db = database.CreateDbContext())
        {
            // The row that EF leaves behind when a migrating process is killed.
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
    public async Task Database_migrate_applies_migrations_without_starting_the_server()
    {
        var folder = Directory.CreateTempSubdirectory("bookingflow-migrate-");
        var file = Path.Combine(folder.FullName, "new.db");
        var result = await ProgramProcess.RunAsync(["database", "migrate"], ("ConnectionStrings:BookingFlow", $"Data Source={file}"));
        Assert.Equal(0, result.ExitCode);
        Assert.True(new FileInfo(file).Length > 0);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Database_check_says_what_holds_and_exits_with_1_if_a_rule_does_not()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        await database.AddAsync(new AReservation().Confirmed().Build());
        var setting = ("ConnectionStrings:BookingFlow", database.ConnectionString);

        var sound = await ProgramProcess.RunAsync(["database", "check"], setting);
        await database.ReadAsync(db => db.Performances.ExecuteUpdateAsync(set => set.SetProperty(p => p.ConfirmedSeats, 7)));
        var wrong = await ProgramProcess.RunAsync(["database", "check"], setting);

        Assert.Equal((0, 1), (sound.ExitCode, wrong.ExitCode));
        Assert.Contains("All hold.", sound.Output, StringComparison.Ordinal);
        Assert.Contains("FAULT  Each count of confirmed seats", wrong.Output, StringComparison.Ordinal);
        Assert.Contains("has 7, its reservations have 2", wrong.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Database_backup_into_a_folder_keeps_the_newest_and_database_restore_brings_one_back()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        await database.AddAsync(new AReservation().Named("Bob").Build());
        var setting = ("ConnectionStrings:BookingFlow", database.ConnectionString);
        var folder = Directory.CreateTempSubdirectory("bookingflow-backup-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "bookingflow-20260101-033000Z.db"), "old");

        var made = await ProgramProcess.RunAsync(["database", "backup", folder.FullName, "--keep", "1"], setting);
        Assert.True(made.ExitCode == 0, made.Output);
        Assert.Contains("Deleted bookingflow-20260101-033000Z.db.", made.Output, StringComparison.Ordinal);
        var backup = Assert.Single(folder.GetFiles("*.db"));
        await database.ReadAsync(db => db.Reservations.ExecuteDeleteAsync());
        SqliteConnection.ClearAllPools();

        var restored = await ProgramProcess.RunAsync(["database", "restore", backup.FullName], setting);
        Assert.True(restored.ExitCode == 0, restored.Output);
        Assert.Contains("To undo: database restore", restored.Output, StringComparison.Ordinal);
        Assert.Contains("All hold.", restored.Output, StringComparison.Ordinal);
        Assert.Equal("Bob", await database.ReadAsync(db => db.Reservations.Select(r => r.Name).SingleAsync()));
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Database_restore_before_upgrade_brings_back_what_the_last_migration_found()
    {
        await using var database = KeptDatabase.Open("0.1.0");
        var setting = ("ConnectionStrings:BookingFlow", database.ConnectionString);

        var none = await ProgramProcess.RunAsync(["database", "restore", "--before-upgrade"], setting);
        Assert.Equal(1, none.ExitCode);
        Assert.Contains("The database was not restored. There is no backup of before a migration", none.Output, StringComparison.Ordinal);

        Assert.Equal(0, (await ProgramProcess.RunAsync(["database", "migrate"], setting)).ExitCode);
        var restored = await ProgramProcess.RunAsync(["database", "restore", "--before-upgrade"], setting);

        Assert.True(restored.ExitCode == 0, restored.Output);
        Assert.Contains("It was made by an older version of the program", restored.Output, StringComparison.Ordinal);
        Assert.NotEmpty(await database.ReadAsync(db => db.Database.GetPendingMigrationsAsync()));
    }

    [Fact]
    public async Task Database_backup_that_fails_exits_with_1_and_says_why()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        var setting = ("ConnectionStrings:BookingFlow", database.ConnectionString);
        var existing = await ProgramProcess.RunAsync(["database", "backup", database.File], setting);
        var nowhere = await ProgramProcess.RunAsync(["database", "backup", "/nowhere/backup.db"], setting);
        Assert.Equal((1, 1), (existing.ExitCode, nowhere.ExitCode));
        Assert.Contains("The database was not backed up. " + database.File + " exists already.", existing.Output, StringComparison.Ordinal);
        Assert.Contains("The database was not backed up. Could not find a part of the path", nowhere.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Database_restore_on_SQL_Server_prints_the_statements_and_changes_nothing()
    {
        var result = await ProgramProcess.RunAsync(
            ["database", "restore", @"D:\it's.bak"], ("Database:Provider", "SqlServer"),
            ("ConnectionStrings:BookingFlow", "Server=nowhere.example;Database=Booking]Flow"));
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Nothing was changed", result.Output, StringComparison.Ordinal);
        var statements = string.Join('\n', result.Output.Split('\n').Where(line => line.StartsWith("    ", StringComparison.Ordinal)));
        Assert.Equal(3, SqlRecorder.Parse(statements).Count);
        Assert.Contains(@"RESTORE DATABASE [Booking]]Flow] FROM DISK = N'D:\it''s.bak'", statements, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Database_copy_copies_compares_and_refuses_a_second_time()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        await using var target = TemporaryDatabase.WithoutFile();
        await database.AddAsync(new AReservation().OfParty(3).Confirmed().Build());
        var setting = ("ConnectionStrings:BookingFlow", database.ConnectionString);

        var copied = await ProgramProcess.RunAsync(["database", "copy", "--to", "Sqlite"], $"{target.ConnectionString}\n", setting);
        Assert.True(copied.ExitCode == 0, copied.Output);
        Assert.Matches("same     Reservations: 1 rows, .*PartySize 3, ", copied.Output);
        Assert.Contains("All hold.", copied.Output, StringComparison.Ordinal);
        Assert.Equal(3, await target.ReadAsync(db => db.Reservations.Select(r => r.PartySize).SingleAsync()));

        var again = await ProgramProcess.RunAsync(["database", "copy", "--to", "Sqlite", "--connection", target.ConnectionString], setting);
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("The database was not copied. The target is not empty", again.Output, StringComparison.Ordinal);

        var itself = await ProgramProcess.RunAsync(["database", "copy", "--to", "Sqlite", "--connection", database.ConnectionString], setting);
        Assert.Equal(1, itself.ExitCode);
    }

    [Fact]
    public async Task Selftest_holds_on_SQLite_sends_a_mail_and_leaves_nothing_behind()
    {
        var folder = Directory.CreateTempSubdirectory("bookingflow-selftest-");
        await using var mail = await SmtpSink.StartAsync();
        var result = await ProgramProcess.RunAsync(
            ["selftest", "--mail", "ada@visitors.example"], ("ConnectionStrings:BookingFlow", $"Data Source={folder.FullName}/venue.db"),
            ("Mail:Delivery", "Smtp"), ("Mail:Smtp:Host", "127.0.0.1"), ("Mail:Smtp:Port", $"{mail.Port}"), ("Mail:Smtp:Security", "None"));

        Assert.True(result.ExitCode == 0, result.Output);
        Assert.Contains("held     A second session waits for the lock", result.Output, StringComparison.Ordinal);
        Assert.Contains("10 of 10 seats sold, 190 refused", result.Output, StringComparison.Ordinal);
        Assert.Contains("held     Control: without the lock more seats are sold", result.Output, StringComparison.Ordinal);
        Assert.Contains("skipped  A deadlock is survived", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("FAILED", result.Output, StringComparison.Ordinal);
        Assert.Equal(["ada@visitors.example"], Assert.Single(mail.Mails).Envelope.To);
        Assert.Empty(Directory.GetFileSystemEntries(folder.FullName));
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Three_processes_starting_at_once_without_a_file_all_start()
    {
        await using var database = TemporaryDatabase.WithoutFile();
        await StartThreeAtOnceAsync(database);
        Assert.Empty(await database.ReadAsync(db => db.Database.GetPendingMigrationsAsync()));
        Assert.Empty(await database.ReadAsync(db => db.Performances.ToListAsync()));
    }

    [Fact]
    public async Task Three_processes_starting_at_once_on_the_file_of_the_version_before_all_start_and_one_migrates_it()
    {
        await using var database = KeptDatabase.Open("0.1.0");
        await StartThreeAtOnceAsync(database);
        Assert.Empty(await database.ReadAsync(db => db.Database.GetPendingMigrationsAsync()));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(database.File)!, "*.before-*"));
        // Not every row is as before: the programs send the mail that was owed.
        Assert.Equal(3, await database.ReadAsync(db => db.Reservations.CountAsync()));
    }

    private static async Task StartThreeAtOnceAsync(TemporaryDatabase database)
    {
        var programs = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ProgramProcess.StartAsync(database)));
        foreach (var program in programs)
        {
            await program.DisposeAsync();
        }
    }

    [Fact]
    public async Task Start_without_migration_permission_names_the_migrate_command()
    {
        await using var database = TemporaryDatabase.WithoutFile();
        var (file, withoutMigration) = (("ConnectionStrings:BookingFlow", database.ConnectionString), ("Database:MigrateAtStart", "false"));

        var refused = await ProgramProcess.RunAsync([], file, withoutMigration);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("BookingFlow did not start. The database is behind", refused.Output, StringComparison.Ordinal);
        Assert.Contains("database migrate", refused.Output, StringComparison.Ordinal);

        Assert.Equal(0, (await ProgramProcess.RunAsync(["database", "migrate"], file, withoutMigration)).ExitCode);
        await using var program = await ProgramProcess.StartAsync(database, withoutMigration);
    }

    [Fact]
    public async Task Database_script_for_SQLite_creates_an_up_to_date_schema()
    {
        await using var database = TemporaryDatabase.WithoutFile();
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
    public async Task Database_script_for_SQL_Server_is_idempotent_and_includes_the_Hangfire_tables()
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
    public async Task Staff_add_prints_a_password_link_or_reads_the_password_from_stdin()
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
        Assert.Contains("The person was not added. Email address", again.Output, StringComparison.Ordinal);
        Assert.Equal(2, (await ProgramProcess.RunAsync(["staff", "add", "otto@staff.example", "--role", "Door"], setting)).ExitCode);
        Assert.Equal(2, await database.ReadAsync(db => db.Users.CountAsync()));
    }

    [Fact]
    public async Task Staff_add_before_the_first_start_names_what_to_do()
    {
        await using var database = TemporaryDatabase.WithoutFile();
        var refused = await ProgramProcess.RunAsync(
            ["staff", "add", "ada@staff.example", "--name", "Ada", "--role", "Door"], ("ConnectionStrings:BookingFlow", database.ConnectionString));
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("The database is not at this version of the program yet: start the program once, or run", refused.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(database.File));
    }

    [Fact]
    public async Task First_start_prints_a_single_use_setup_link_for_the_first_Administrator()
    {
        await using var database = TemporaryDatabase.WithoutFile();
        string address;
        await using (var program = await ProgramProcess.StartAsync(database))
        {
            await Eventually.AssertAsync(
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

        await using var second = await ProgramProcess.StartAsync(database);
        Assert.DoesNotContain("/staff/setup/", second.Output, StringComparison.Ordinal);
        Assert.Equal(1, await database.ReadAsync(db => db.StaffLinks.CountAsync()));
    }

    [Theory]
    [InlineData("Unrecognized command or argument 'drop'", "database", "drop")]
    [InlineData("Unrecognized command or argument 'databse'", "databse", "migrate")]
    [InlineData("Required command was not provided", "database")]
    [InlineData("Unrecognized command or argument '--force'", "database", "migrate", "--force")]
    [InlineData("Required argument missing for command: 'add'", "staff", "add", "--name", "Otto", "--role", "Door")]
    [InlineData("Name either FILE or '--before-upgrade'", "database", "restore")]
    [InlineData("Name either FILE or '--before-upgrade'", "database", "restore", "backup.db", "--before-upgrade")]
    [InlineData("The value of '--keep' must be 1 or more", "database", "backup", "backups", "--keep", "0")]
    [InlineData("Option '--to' is required", "database", "copy")]
    [InlineData("'Oracle'", "database", "copy", "--to", "Oracle")]
    [InlineData("Option '--name' is required", "staff", "add", "otto@staff.example", "--role", "Door")]
    [InlineData("Required argument missing for option: '--role'", "staff", "add", "otto@staff.example", "--name", "Otto", "--role")]
    [InlineData("Unrecognized command or argument '--hlep'", "--hlep")]
    [InlineData("Unrecognized command or argument '-v'", "-v")]
    [InlineData("Unrecognized command or argument '--urls'", "--urls")]
    [InlineData("Unrecognized command or argument '--port'", "--port", "5000")]
    [InlineData("Unrecognized command or argument '/etc/bookingflow.json'", "/etc/bookingflow.json", "x")]
    [InlineData("Unrecognized command or argument 'Venu:Name=Lantern'", "Venu:Name=Lantern")]
    [InlineData("Unrecognized command or argument 'database'", "--urls", "http://127.0.0.1:0", "database", "migrate")]
    public async Task Invalid_command_line_exits_with_2_and_prints_the_reason_and_the_usage(string reason, params string[] arguments)
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
    [InlineData("database migrate", "database", "migrate", "--help")]
    [InlineData("database script", "database", "script", "--help")]
    [InlineData("database unlock", "database", "unlock", "--help")]
    [InlineData("database adopt", "database", "adopt", "--help")]
    [InlineData("database check", "database", "check", "--help")]
    [InlineData("--mail", "selftest", "--help")]
    [InlineData("selftest", "--help")]
    [InlineData("0.", "--version")]
    public async Task Help_works_with_invalid_settings_and_without_a_database(string expected, params string[] arguments)
    {
        var result = await ProgramProcess.RunAsync(arguments, ("Database:Provider", "Oracle"));
        Assert.Equal(0, result.ExitCode);
        Assert.Contains(expected, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_with_invalid_settings_names_each_of_them()
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
    public void Configuration_arguments_are_not_a_command(params string[] arguments) => Assert.False(CommandLine.IsCommand(arguments));

    [Fact]
    public void Every_section_of_the_settings_file_is_accepted_as_an_argument()
    {
        using var file = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "appsettings.json")));
        var sections = file.RootElement.EnumerateObject().Select(section => section.Name).ToList();
        Assert.Contains("Booking", sections);
        Assert.All(sections, section => Assert.False(CommandLine.IsCommand([$"--{section}:Key=value"]), section));
    }

    [Fact]
    public async Task Production_does_not_start_with_development_settings()
    {
        var result = await ProgramProcess.RunAsync(["--environment", "Production"], ("ASPNETCORE_ENVIRONMENT", "Production"));
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("BookingFlow did not start. The setting Booking:PublicBaseUrl", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Output, StringComparison.Ordinal);
    }
}
