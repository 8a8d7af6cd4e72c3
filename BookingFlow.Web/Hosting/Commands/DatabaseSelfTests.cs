using System.Diagnostics;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Hosting.Commands;

/// <summary>The tests of <c>selftest</c> that need a database: an empty one of their own, at this program's version.</summary>
public sealed class DatabaseSelfTests(IServiceProvider services)
{
    private const int Seats = 10;

    private readonly IDbContextFactory<BookingDbContext> _contexts = services.GetRequiredService<IDbContextFactory<BookingDbContext>>();
    private readonly TimeProvider _clock = services.GetRequiredService<TimeProvider>();

    private DateTime Now => _clock.GetUtcNow().UtcDateTime;

    private bool IsSqlServer => services.GetRequiredService<Settings.DatabaseSettings>().Provider == DatabaseDialect.SqlServer;

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken) =>
    [
        await LockExcludesAsync(cancellationToken),
        await WithoutLockNobodyWaitsAsync(cancellationToken),
        await RushAsync("200 confirmations at once sell exactly the seats there are", cancellationToken),
        await RushWithoutLockAsync(cancellationToken),
        .. await SnapshotAsync(cancellationToken),
        await DeadlockAsync(cancellationToken),
        await LostConnectionAsync(cancellationToken),
        await ClockAsync(cancellationToken),
        await FreeSpaceAsync(cancellationToken),
    ];

    private async Task<Finding> LockExcludesAsync(CancellationToken cancellationToken)
    {
        var id = await AddPerformanceAsync(cancellationToken);
        await using var first = await _contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await first.Database.BeginTransactionAsync(cancellationToken);
        await PerformanceLock.WaitAsync(first, [id], cancellationToken);
        var started = Stopwatch.GetTimestamp();
        var second = Task.Run(() => LockAsync(id, cancellationToken), cancellationToken);
        var waited = await Task.WhenAny(second, Task.Delay(TimeSpan.FromMilliseconds(500), cancellationToken)) != second;
        await transaction.CommitAsync(cancellationToken);
        await second;
        return Finding.Of(
            "A second session waits for the lock of a performance", waited,
            Invariant($"the second had it after {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms, the first held it for 500 ms"));
    }

    private async Task LockAsync(int id, CancellationToken cancellationToken)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await PerformanceLock.WaitAsync(db, [id], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<Finding> WithoutLockNobodyWaitsAsync(CancellationToken cancellationToken)
    {
        var id = await AddPerformanceAsync(cancellationToken);
        await using var first = await _contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await first.Database.BeginTransactionAsync(cancellationToken);
        await PerformanceLock.WaitAsync(first, [id], cancellationToken);
        var reading = Task.Run(
            async () =>
            {
                await using var db = await _contexts.CreateDbContextAsync(cancellationToken);
                return await db.Performances.CountAsync(p => p.Id == id, cancellationToken);
            },
            cancellationToken);
        var waited = await Task.WhenAny(reading, Task.Delay(TimeSpan.FromSeconds(3), cancellationToken)) != reading;
        await transaction.CommitAsync(cancellationToken);
        await reading;
        return Finding.Of(
            "Control: a session that only reads does not wait", !waited, waited ? "it waited for the lock" : "it read at once, so the test above can fail");
    }

    private async Task<Finding> RushAsync(string test, CancellationToken cancellationToken)
    {
        var links = await AddLinksAsync(200, cancellationToken);
        var confirm = services.GetRequiredService<ConfirmReservation>();
        var started = Stopwatch.GetTimestamp();
        var answers = await Task.WhenAll(links.Select(link => Task.Run(
            () => confirm.ConfirmAsync(link, Guid.NewGuid(), smallerParty: null, cancellationToken), cancellationToken)));
        var elapsed = Stopwatch.GetElapsedTime(started);
        var confirmed = answers.Count(answer => answer.Succeeded);
        var refused = answers.Count(answer => answer.Failure?.Kind == FailureKind.NotEnoughSeats);
        return Finding.Of(
            test, confirmed == Seats && confirmed + refused == links.Count,
            Invariant(
                $"{confirmed} of {Seats} seats sold, {refused} refused, {links.Count - confirmed - refused} not answered in time, {elapsed.TotalSeconds:0.0} s"));
    }

    private async Task<Finding> RushWithoutLockAsync(CancellationToken cancellationToken)
    {
        const int Parties = 20;
        var performanceId = await AddPerformanceAsync(cancellationToken);
        var ids = await AddReservationsAsync(performanceId, Parties, cancellationToken);
        using var allHaveCounted = new CountdownEvent(Parties);
        var sold = await Task.WhenAll(ids.Select(id => Task.Factory.StartNew(
            () => ConfirmWithoutLockAsync(performanceId, id, allHaveCounted), cancellationToken, TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap()));
        var seats = sold.Count(isSold => isSold);
        // The rows must not be left for the check of what was stored.
        await using var db = await _contexts.CreateDbContextAsync(cancellationToken);
        await db.Reservations.Where(r => r.PerformanceId == performanceId).ExecuteDeleteAsync(cancellationToken);
        return Finding.Of(
            "Control: without the lock more seats are sold than there are", seats > Seats, Invariant($"{seats} sold of {Seats}, so the test above can fail"));
    }

    private async Task<bool> ConfirmWithoutLockAsync(int performanceId, int reservationId, CountdownEvent allHaveCounted)
    {
        await using var db = await _contexts.CreateDbContextAsync();
        var taken = await db.Reservations.CountAsync(r => r.PerformanceId == performanceId && r.Status == ReservationStatus.Confirmed);
        allHaveCounted.Signal();
        allHaveCounted.Wait(TimeSpan.FromSeconds(30));
        if (taken >= Seats)
        {
            return false;
        }

        using var writeLock = await SqliteWriteQueue.Of(db).EnterAsync(CancellationToken.None);
        await db.Reservations.Where(r => r.Id == reservationId)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Status, ReservationStatus.Confirmed));
        return true;
    }

    private async Task<IReadOnlyList<Finding>> SnapshotAsync(CancellationToken cancellationToken)
    {
        const string Test = "The same with read-committed snapshot";
        if (!IsSqlServer)
        {
            return [Finding.Skipped(Test, "only SQL Server has it")];
        }

        List<Finding> results = [];
        foreach (var setting in new[] { "ON", "OFF" })
        {
            await using (var db = await _contexts.CreateDbContextAsync(cancellationToken))
            {
#pragma warning disable EF1002 // One of the two words above.
                await db.Database.ExecuteSqlRawAsync(
                    $"ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT {setting} WITH ROLLBACK IMMEDIATE", cancellationToken);
#pragma warning restore EF1002
            }

            results.Add(await RushAsync($"{Test} {setting.ToLowerInvariant()}", cancellationToken));
        }

        return results;
    }

    private async Task<Finding> DeadlockAsync(CancellationToken cancellationToken)
    {
        const string Test = "A deadlock is survived";
        if (!IsSqlServer)
        {
            return Finding.Skipped(Test, "SQLite has one writer, so there is none");
        }

        int[] ids = [await AddPerformanceAsync(cancellationToken), await AddPerformanceAsync(cancellationToken)];
        using var bothHoldOne = new CountdownEvent(2);
        var write = services.GetRequiredService<WriteTransaction>();
        var results = await Task.WhenAll(new[] { (ids[0], ids[1]), (ids[1], ids[0]) }.Select(order => Task.Run(
            () => write.RunAsync<int>(
                actor: null,
                async context =>
                {
                    await PerformanceLock.WaitAsync(context.Db, [order.Item1], context.Cancellation);
                    // Only the first attempts meet; a retry goes on alone.
                    if (bothHoldOne.CurrentCount > 0)
                    {
                        bothHoldOne.Signal();
                        bothHoldOne.Wait(TimeSpan.FromSeconds(5), context.Cancellation);
                    }

                    await PerformanceLock.WaitAsync(context.Db, [order.Item2], context.Cancellation);
                    return order.Item1;
                },
                cancellationToken),
            cancellationToken)));
        return Finding.Of(
            Test, results.All(result => result.Succeeded || result.Failure.Kind == FailureKind.Busy),
            $"{results.Count(result => result.Succeeded)} of 2 went through, the others were asked to try again");
    }

    private async Task<Finding> LostConnectionAsync(CancellationToken cancellationToken)
    {
        var id = await AddPerformanceAsync(cancellationToken);
        await using (var lost = await _contexts.CreateDbContextAsync(cancellationToken))
        {
            var transaction = await lost.Database.BeginTransactionAsync(cancellationToken);
            await lost.Performances.Where(p => p.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(p => p.AdditionalSeats, 7), cancellationToken);
            // The connection ends without a commit or rollback, as when the network fails.
            if (IsSqlServer)
            {
                Microsoft.Data.SqlClient.SqlConnection.ClearPool((Microsoft.Data.SqlClient.SqlConnection)lost.Database.GetDbConnection());
            }

            await lost.Database.GetDbConnection().CloseAsync();
            await transaction.DisposeAsync();
        }

        await using var db = await _contexts.CreateDbContextAsync(cancellationToken);
        var seats = await db.Performances.Where(p => p.Id == id).Select(p => p.AdditionalSeats).SingleAsync(cancellationToken);
        return Finding.Of(
            "A connection that ends before its commit leaves nothing behind", seats == 0, seats == 0 ? "nothing was stored" : "the change was stored");
    }

    private async Task<Finding> ClockAsync(CancellationToken cancellationToken)
    {
        const string Test = "The clocks of program and database agree within 5 seconds";
        if (!IsSqlServer)
        {
            return Finding.Skipped(Test, "SQLite uses the clock of this machine");
        }

        await using var db = await _contexts.CreateDbContextAsync(cancellationToken);
        var server = await ReadAsync<DateTime>(db, "SELECT SYSUTCDATETIME()", cancellationToken);
        var difference = (Now - server).Duration();
        return Finding.Of(Test, difference < TimeSpan.FromSeconds(5), Invariant($"{difference.TotalSeconds:0.0} s apart"));
    }

    private async Task<Finding> FreeSpaceAsync(CancellationToken cancellationToken)
    {
        const string Test = "There is free space for the database";
        const double Gibibyte = 1024 * 1024 * 1024;
        try
        {
            await using var db = await _contexts.CreateDbContextAsync(cancellationToken);
            var free = IsSqlServer
                ? await ReadAsync<long>(
                    db, "SELECT MIN(s.available_bytes) FROM sys.database_files f CROSS APPLY sys.dm_os_volume_stats(DB_ID(), f.file_id) s",
                    cancellationToken)
                : SqliteFile.FreeBytes(db.QueuedFile!);
            return Finding.Of(Test, free > Gibibyte / 2, Invariant($"{free / Gibibyte:0.0} GiB; half a GiB is the least"));
        }
        catch (Microsoft.Data.SqlClient.SqlException fault)
        {
            return Finding.Skipped(Test, $"the login may not see it: {fault.Message}");
        }
    }

    /// <summary>Reads one value of the server. Not a query of EF, because it has no counterpart on SQLite.</summary>
    private static async Task<T> ReadAsync<T>(BookingDbContext db, string sql, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return (T)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task<int> AddPerformanceAsync(CancellationToken cancellationToken)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellationToken);
        var name = $"selftest-{Guid.NewGuid():N}";
        var performance = new Performance
        {
            Show = new Show { Title = name, Slug = name, Summary = name },
            Room = new Room { Name = name, Capacity = Seats },
            StartsAt = Now.AddDays(7),
        };
        db.Add(performance);
        await db.SaveChangesAsync(cancellationToken);
        return performance.Id;
    }

    private async Task<List<int>> AddReservationsAsync(int performanceId, int count, CancellationToken cancellationToken)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellationToken);
        var reservations = Enumerable.Range(0, count).Select(_ => NewReservation(performanceId)).ToList();
        db.AddRange(reservations);
        await db.SaveChangesAsync(cancellationToken);
        return [.. reservations.Select(r => r.Id)];
    }

    private async Task<List<Token>> AddLinksAsync(int count, CancellationToken cancellationToken)
    {
        var performanceId = await AddPerformanceAsync(cancellationToken);
        await using var db = await _contexts.CreateDbContextAsync(cancellationToken);
        var links = Enumerable.Range(0, count).Select(_ => Token.New()).ToList();
        db.AddRange(links.Select(link => ReservationToken.Of(
            link, TokenPurpose.Confirmation, NewReservation(performanceId), Now, Now.AddDays(1))));
        await db.SaveChangesAsync(cancellationToken);
        return links;
    }

    private Reservation NewReservation(int performanceId)
    {
        var details = ValidReservation.Check("Self Test", "selftest@bookingflow.example", phone: null, notes: null, "1", maxPartySize: 1).Value!;
        return Reservation.Pending(performanceId, details, Reference.New(), Guid.NewGuid(), Now, Now.AddDays(1));
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
