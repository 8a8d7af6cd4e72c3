using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Nodes;

/// <summary>The drill of docs/operating/backup.md with real processes: back up under load, kill, restore, start.</summary>
public sealed class BackupDrillTests : IAsyncLifetime
{
    private const int Workers = 4;
    private const int Parties = 400;

    private readonly Performance _performance = new APerformance().At(DateTime.UtcNow.AddHours(3)).WithCapacity(10_000).Build();
    private readonly ConcurrentQueue<(int Reservation, Token Link)> _pending = [];

    /// <summary>What was answered with success: the ids of confirmed reservations and the names of new ones.</summary>
    private readonly ConcurrentQueue<string> _acknowledged = [];

    private TemporaryDatabase _database = null!;
    private DirectoryInfo _folder = null!;
    private int _names;

    public async ValueTask InitializeAsync()
    {
        _database = await TemporaryDatabase.CreateAsync();
        _folder = Directory.CreateTempSubdirectory("bookingflow-drill-");
        await _database.AddAsync(_performance);
        await using var db = _database.CreateDbContext();
        db.Attach(_performance);
        var parties = Enumerable.Range(0, Parties).Select(_ => (Token.New(), new AReservation()
            .For(_performance).CreatedAt(DateTime.UtcNow).ExpiringAt(_performance.StartsAt).Build())).ToList();
        db.AddRange(parties.Select(party => ReservationToken.Of(
            party.Item1, TokenPurpose.Confirmation, party.Item2, party.Item2.CreatedAt, party.Item2.ExpiresAt)));
        await db.SaveChangesAsync();
        parties.ForEach(party => _pending.Enqueue((party.Item2.Id, party.Item1)));
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Nothing_that_was_acknowledged_before_a_backup_under_load_is_missing_after_a_kill_and_a_restore()
    {
        var backup = Path.Combine(_folder.FullName, "backup.db");
        string[] before, during;
        await using (var program = await StartAsync())
        {
            var load = Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => ReserveAndConfirmUntilKilledAsync(program.Address)));
            await AcknowledgedAsync(20);
            before = [.. _acknowledged];
            var made = await RunAsync("backup", backup);
            Assert.True(made.ExitCode == 0, made.Output);
            during = [.. _acknowledged];
            await AcknowledgedAsync(during.Length + Workers + 1);

            var refused = await RunAsync("restore", backup);
            Assert.Equal(1, refused.ExitCode);
            Assert.Contains("The program is running on", refused.Output, StringComparison.Ordinal);

            await program.KillAsync();
            await load;
        }

        // The connections of this process to the database.
        SqliteConnection.ClearAllPools();
        var restored = await RunAsync("restore", backup);
        Assert.True(restored.ExitCode == 0, restored.Output);
        Assert.Contains("All hold.", restored.Output, StringComparison.Ordinal);

        await using var again = await StartAsync();
        var stored = await StoredAsync();
        Assert.Empty(before.Except(stored));
        // The load went on during the backup, and what came after it is only in the database that was set aside.
        Assert.True(during.Length > before.Length, "Nothing was acknowledged during the backup.");
        Assert.NotEmpty(_acknowledged.Except(stored));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(_database.File)!, "*.before-restore-*"));
        using var visitor = new NoScriptBrowser(again.Address);
        Assert.Equal(303, (await visitor.ReserveAsync(_performance.Id)).Status);
    }

    private Task<ProgramProcess> StartAsync() =>
        ProgramProcess.StartAsync(_database, ("RateLimits:Enabled", "false"), ("Mail:Folder", Path.Combine(_folder.FullName, "mail")));

    private Task<(int ExitCode, string Output)> RunAsync(string command, string file) =>
        ProgramProcess.RunAsync(["database", command, file], ("ConnectionStrings:BookingFlow", _database.ConnectionString));

    private Task AcknowledgedAsync(int count) =>
        Eventually.AssertAsync(() => Task.FromResult(_acknowledged.Count >= count), $"{count} requests were acknowledged");

    private async Task ReserveAndConfirmUntilKilledAsync(string address)
    {
        try
        {
            while (true)
            {
                using var visitor = new NoScriptBrowser(address);
                var name = $"Party {Interlocked.Increment(ref _names).ToString(CultureInfo.InvariantCulture)}";
                if ((await visitor.ReserveAsync(_performance.Id, name: name)).Status == 303)
                {
                    _acknowledged.Enqueue(name);
                }

                if (_pending.TryDequeue(out var party)
                    && (await visitor.ConfirmAsync($"/reservations/confirm/{party.Link.Text}")).Status == 303)
                {
                    _acknowledged.Enqueue(Confirmed(party.Reservation));
                }
            }
        }
        catch (HttpRequestException)
        {
            // Killed.
        }
    }

    private async Task<IReadOnlyList<string>> StoredAsync() =>
    [
        .. await _database.ReadAsync(db => db.Reservations.Select(r => r.Name).ToListAsync()),
        .. (await _database.ReadAsync(db => db.Reservations.Where(r => r.Status == ReservationStatus.Confirmed).Select(r => r.Id).ToListAsync()))
            .Select(Confirmed),
    ];

    private static string Confirmed(int reservation) => $"confirmed {reservation.ToString(CultureInfo.InvariantCulture)}";
}
