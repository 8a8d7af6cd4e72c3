using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using BookingFlow.Tests.Data.Upgrades;
using BookingFlow.Web.Hosting;
using BookingFlow.Web.Hosting.Settings;
using BookingFlow.Web.Telemetry;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Hosting;

/// <summary>Every known way in which a start fails, with the program run as a process: one sentence that says what to do, and exit code 1.</summary>
public sealed class StartFailureTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bookingflow-start-");
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    private string FileInTheWay => Path.Combine(_folder.FullName, "file");

    private string TakenAddress => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public async ValueTask InitializeAsync()
    {
        _listener.Start();
        await File.WriteAllTextAsync(FileInTheWay, "not a database");
        _folder.CreateSubdirectory("empty");
        await File.WriteAllTextAsync(Path.Combine(_folder.CreateSubdirectory("damaged").FullName, "appsettings.json"), "{\n  \"Venue\": {\n");
        using var key = ECDsa.Create();
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await File.WriteAllBytesAsync(Path.Combine(_folder.FullName, "tls.pfx"), certificate.Export(X509ContentType.Pfx, "right"));
        await using var newer = new SqliteConnection($"Data Source={_folder.FullName}/newer.db;Pooling=False");
        await newer.OpenAsync();
        await using var command = newer.CreateCommand();
        command.CommandText =
            "CREATE TABLE __EFMigrationsHistory (MigrationId TEXT PRIMARY KEY, ProductVersion TEXT NOT NULL);"
            + "INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Later', '99.0.0')";
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync()
    {
        _listener.Dispose();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Each_failed_start_says_in_one_line_what_to_do_and_exits_with_1()
    {
        const string https = "https://127.0.0.1:0";
        (string Name, string Expected, string[] Arguments, (string Key, string Value)[] Settings)[] ways =
        [
            ("port taken", $"The address {TakenAddress} is in use", ["--urls", TakenAddress], []),
            ("port taken on localhost", "is in use", ["--urls", TakenAddress.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)], []),
            ("address of another machine", "cannot listen on http://192.0.2.7:5000", ["--urls", "http://192.0.2.7:5000"], []),
            ("address without a scheme", "The setting urls has 'nonsense'", ["--urls", "nonsense"], []),
            ("address of another scheme", "The setting urls has 'ftp://localhost'", ["--urls", "ftp://localhost"], []),
            ("address with a path", "The setting urls has 'http://localhost:5000/tickets'", ["--urls", "http://localhost:5000/tickets"], []),
            ("port out of range", "The setting urls has 'http://localhost:99999'", ["--urls", "http://localhost:99999"], []),
            ("database below a file", $"The folder {FileInTheWay}/data for the database", [], [Database($"{FileInTheWay}/data/venue.db")]),
            ("database is a folder", $"names the folder {_folder.FullName}", [], [Database(_folder.FullName)]),
            ("database damaged", "is damaged", [], [Database(FileInTheWay)]),
            ("database of a newer version", "29990101000000_Later", [], [Database($"{_folder.FullName}/newer.db")]),
            ("mail folder below a file", $"The folder {FileInTheWay}/mail for the mail", [], [("Mail:Folder", $"{FileInTheWay}/mail")]),
            ("no time zone data", "no time zone data", [], [("TZDIR", $"{_folder.FullName}/empty")]),
            ("unknown time zone", "The setting Venue:TimeZone is 'Mars/Olympus'", [], [("Venue:TimeZone", "Mars/Olympus")]),
            ("certificate missing", "Kestrel:Certificates:Default:Path names the file /nowhere/tls.pfx", ["--urls", https],
                [("Kestrel:Certificates:Default:Path", "/nowhere/tls.pfx")]),
            ("certificate of an endpoint missing", "Kestrel:Endpoints:Tls:Certificate:Path names the file", [],
                [("Kestrel:Endpoints:Tls:Url", https), ("Kestrel:Endpoints:Tls:Certificate:Path", "/nowhere/tls.pfx")]),
            ("certificate with a wrong password", "check the file and its password", ["--urls", https],
                [("Kestrel:Certificates:Default:Path", $"{_folder.FullName}/tls.pfx"), ("Kestrel:Certificates:Default:Password", "wrong")]),
            ("certificate damaged", "check the file and its password", ["--urls", https],
                [("Kestrel:Certificates:Default:Path", FileInTheWay), ("Kestrel:Certificates:Default:Password", "right")]),
            ("no certificate", "has no certificate for https://127.0.0.1:0", ["--urls", https], [("HOME", $"{_folder.FullName}/empty")]),
            ("settings file damaged", "line 3 is not valid JSON", [], [("ASPNETCORE_CONTENTROOT", $"{_folder.FullName}/damaged")]),
            ("settings outside the folder missing", "/nowhere/settings.json", [], [("BOOKINGFLOW_SETTINGS", "/nowhere/settings.json")]),
            ("settings outside the folder damaged", "line 3 is not valid JSON", [], [("BOOKINGFLOW_SETTINGS", $"{_folder.FullName}/damaged/appsettings.json")]),
            ("content root missing", "A file or folder cannot be used: /nowhere", [], [("ASPNETCORE_CONTENTROOT", "/nowhere")]),
            ("setting of another type", "The setting Booking:MaxPartySize must be a whole number", [], [("Booking:MaxPartySize", "ten")]),
            ("unknown database provider", "The setting Database:Provider must be one of", [], [("Database:Provider", "Oracle")]),
            ("unknown log level", "The setting Logging:LogLevel:Default must be one of", [], [("Logging:LogLevel:Default", "Loud")]),
        ];
        var wrong = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(ways, async (way, _) =>
        {
            var (exitCode, output, errors) = await ProgramProcess.RunApartAsync(
                [], way.Arguments.Length > 0 ? way.Arguments : ["--urls", "http://127.0.0.1:0"],
                [Database($"{_folder.FullName}/{Guid.NewGuid():N}.db"), ("Mail:Folder", $"{_folder.FullName}/mail"), ("Demo:Season", "false"), .. way.Settings]);
            var isOneLine = errors.TrimEnd().Split('\n').Length == 1 && errors.StartsWith("BookingFlow did not start. ", StringComparison.Ordinal);
            if (exitCode != 1 || !isOneLine || !errors.Contains(way.Expected, StringComparison.Ordinal)
                || (output + errors).Contains("   at ", StringComparison.Ordinal))
            {
                wrong.Add($"{way.Name} exits with {exitCode}: {errors}{output}");
            }
        });

        Assert.True(wrong.IsEmpty, string.Join("\n\n", wrong));
    }

    [Fact]
    public async Task A_start_or_command_on_a_machine_whose_clock_is_not_set_is_refused()
    {
        var clock = Requirements.FakeTime();
        foreach (var arguments in new[] { Array.Empty<string>(), ["database", "check"] })
        {
            // Running on from that time, and only the time of day: a runtime whose clocks stand still may wait for ever.
            var (exitCode, output, errors) = await ProgramProcess.RunApartAsync(
                [clock, "--exclude-monotonic", "-f", "@2000-01-01 00:00:00"], arguments, Database($"{_folder.FullName}/clock.db"));

            Assert.Equal((1, ""), (exitCode, output));
            Assert.StartsWith("BookingFlow did not start. The clock of this machine says 2000-01-01 00:00 UTC: set it", errors, StringComparison.Ordinal);
            Assert.Single(errors.TrimEnd().Split('\n'));
        }
    }

    [Theory]
    [InlineData("2019-12-31T23:59:59Z", false)]
    [InlineData("2020-01-01T00:00:00Z", true)]
    public void The_clock_must_be_in_2020_or_later(string now, bool isAccepted)
    {
        var refused = Record.Exception(() => MachineChecks.CheckClock(new FakeTimeProvider(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture))));
        Assert.Equal(isAccepted, refused is null);
        Assert.True(refused is null or SettingException);
    }

    [Theory]
    [InlineData]
    [InlineData("database", "migrate")]
    [InlineData("staff", "add", "ada@staff.example", "--name", "Ada", "--role", "Door")]
    public async Task A_database_of_a_newer_version_is_refused_with_the_command_that_goes_back(params string[] arguments)
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        await database.ReadAsync(db => db.Database.ExecuteSqlRawAsync("INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Later', '99.0.0')"));
        var backup = $"{database.File}.before-99.0.0-20261127-103000Z";
        await File.WriteAllTextAsync(backup, "");
        SqliteConnection.ClearAllPools();
        var before = await File.ReadAllBytesAsync(database.File);

        var (exitCode, output, errors) = await ProgramProcess.RunApartAsync([], arguments, ("ConnectionStrings:BookingFlow", database.ConnectionString));

        Assert.Equal((1, ""), (exitCode, output));
        Assert.StartsWith("BookingFlow did not start. The database is of another version of BookingFlow", errors, StringComparison.Ordinal);
        Assert.Contains(
            $"it has the migration 29990101000000_Later, which this program ({ProgramVersion.Text}) does not have", errors, StringComparison.Ordinal);
        Assert.Contains($"dotnet BookingFlow.Web.dll database restore {backup}", errors, StringComparison.Ordinal);
        Assert.Single(errors.TrimEnd().Split('\n'));
        Assert.Equal(before, await File.ReadAllBytesAsync(database.File));
    }

    [Fact]
    public async Task A_migration_that_fails_says_in_one_line_that_nothing_was_changed_and_the_log_has_the_exception()
    {
        await using var database = KeptDatabase.Open("0.1.0");
        await KeptDatabase.ReadAsync(database, "CREATE TABLE VenueProfile (InTheWay TEXT)");
        SqliteConnection.ClearAllPools();
        var before = await File.ReadAllBytesAsync(database.File);

        var (exitCode, output, errors) = await ProgramProcess.RunApartAsync(
            [], ["--urls", "http://127.0.0.1:0"], ("ConnectionStrings:BookingFlow", database.ConnectionString), ("Mail:Folder", $"{_folder.FullName}/mail"));

        Assert.Equal(1, exitCode);
        Assert.StartsWith(
            $"BookingFlow did not start. The database could not be migrated to version {ProgramVersion.Text} of the program. ", errors,
            StringComparison.Ordinal);
        Assert.Contains($"Nothing was changed: {database.File} is as it was. The version that you had before starts on it", errors, StringComparison.Ordinal);
        Assert.Single(errors.TrimEnd().Split('\n'));
        Assert.Contains("   at ", output, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(database.File));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(database.File)!, "*.before-*"));
    }

    private static (string Key, string Value) Database(string file) => ("ConnectionStrings:BookingFlow", $"Data Source={file}");
}
