using System.Text.RegularExpressions;
using BookingFlow.Bench.BareLoops;
using BookingFlow.Bench.Seeding;
using BookingFlow.Bench.Servers;
using BookingFlow.Bench.Visiting;
using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Bench;

/// <summary>
/// The measurements' visitors and their bare loops of SQL, compared with the program: its own tests do not notice when they differ.
/// </summary>
public sealed partial class BenchFlowTests : IAsyncLifetime
{
    // What the mail job writes meanwhile.
    private static readonly string[] OfTheMailJob = ["SentAt", "ClaimedBy", "ClaimedUntil", "FailingSince", "LastError"];

    private BookingFlowApp _app = null!;
    private Performance _performance = null!;
    private DirectoryInfo _folder = null!;
    private BenchDatabase _bare = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await BookingFlowApp.StartAsync();
        _performance = await _app.AddAsync(_app.APerformanceTonight());
        _folder = Directory.CreateTempSubdirectory("bookingflow-bench-");
        _bare = await BenchDatabase.CreateAsync(DatabaseDialect.Sqlite, _folder, sqlServer: null);
    }

    public async ValueTask DisposeAsync()
    {
        await _bare.DisposeAsync();
        _folder.Delete(recursive: true);
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task The_visitors_of_the_measurements_reserve_and_confirm()
    {
        using var visitor = new Visitor(new Uri(_app.Address));

        var link = await ReserveAsync(visitor);
        await visitor.ConfirmAsync(await visitor.OpenConfirmationAsync(link), link);

        Assert.Equal(ReservationStatus.Confirmed, await _app.Database.ReadAsync(db => db.Reservations.Select(r => r.Status).SingleAsync()));
    }

    [Fact]
    public async Task The_bare_loop_of_reservations_fills_the_columns_that_the_program_fills()
    {
        var performance = Assert.Single(await new DatabaseSeeder(_bare).AddShowsAsync(1, 1));
        using (var loop = new BareReservations(_bare, performance))
        {
            loop.Reserve();
        }

        using var visitor = new Visitor(new Uri(_app.Address));
        await ReserveAsync(visitor);

        await AssertSameColumnsAsync("Reservations", except: []);
        await AssertSameColumnsAsync("Outbox", OfTheMailJob);
    }

    [Fact]
    public async Task The_bare_loop_of_confirmations_fills_the_columns_that_the_program_fills()
    {
        var seeder = new DatabaseSeeder(_bare);
        var performance = Assert.Single(await seeder.AddShowsAsync(1, 1));
        var bareLink = Assert.Single(await seeder.AddPendingAsync(performance, 1));
        using (var loop = new BareConfirmations(_bare, performance))
        {
            loop.Confirm(bareLink);
        }

        using var visitor = new Visitor(new Uri(_app.Address));
        var link = await ReserveAsync(visitor);
        await visitor.ConfirmAsync(await visitor.OpenConfirmationAsync(link), link);

        // The reservation itself is the seeder's.
        await AssertSameColumnsAsync("Outbox", OfTheMailJob);
        await AssertSameColumnsAsync("ReservationTokens", except: []);
        await using var db = _bare.CreateDbContext();
        Assert.Equal(
            (ReservationStatus.Confirmed, 2),
            await db.Reservations.Select(r => ValueTuple.Create(r.Status, r.Performance.ConfirmedSeats)).SingleAsync());
    }

    [GeneratedRegex(@"(?<=/reservations/confirm/)[\w-]{43}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ConfirmationLink { get; }

    private async Task<Token> ReserveAsync(Visitor visitor)
    {
        await visitor.ReserveAsync(await visitor.OpenReservationAsync(_performance.Id));
        var mail = Assert.Single(await _app.MailAsync());
        Assert.True(Token.TryParse(ConfirmationLink.Match(mail.TextBody!).Value, out var link));
        return link;
    }

    /// <summary>Compares the columns that have a value in the newest row of a table.</summary>
    private async Task AssertSameColumnsAsync(string table, string[] except)
    {
        await using var bare = _bare.CreateDbContext();
        var expected = await _app.Database.ReadAsync(db => FilledAsync(db, table));
        Assert.NotEmpty(expected);
        Assert.Equal(expected.Except(except), (await FilledAsync(bare, table)).Except(except));
    }

    private static async Task<IReadOnlyList<string>> FilledAsync(BookingDbContext db, string table)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // The names are constants of this class.
        command.CommandText = $"SELECT * FROM \"{table}\" ORDER BY \"Id\" DESC LIMIT 1";
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        return [.. Enumerable.Range(0, reader.FieldCount).Where(i => !reader.IsDBNull(i)).Select(reader.GetName).Order(StringComparer.Ordinal)];
    }
}
