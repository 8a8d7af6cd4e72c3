using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace BookingFlow.Tests.Data;

public sealed class BookingDbContextTests : IAsyncLifetime
{
    private TemporaryDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await TemporaryDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_second_save_of_public_content_in_the_same_context_is_stored()
    {
        var performance = new APerformance().Build();
        await using (var db = _database.CreateDbContext())
        {
            db.Add(performance);
            await db.SaveChangesAsync();
            Assert.True(db.HasSavedPublicContent);

            performance.Show.Title = "Hamlet again";
            await db.SaveChangesAsync();
        }

        Assert.Equal("Hamlet again", await _database.ReadAsync(db => db.Shows.Select(show => show.Title).SingleAsync()));
    }

    [Fact]
    public async Task A_save_without_public_content_does_not_set_HasSavedPublicContent()
    {
        var reservation = new AReservation().For(new APerformance().Build()).Build();
        await _database.AddAsync(reservation);
        await using var db = _database.CreateDbContext();
        (await db.Reservations.SingleAsync()).Email = "ada@elsewhere.example";

        await db.SaveChangesAsync();

        Assert.False(db.HasSavedPublicContent);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pooled_context_is_reset_before_its_next_use(bool isDisposedAsynchronously)
    {
        var options = new DbContextOptionsBuilder<SqliteBookingDbContext>();
        options.UseBookingDatabase(DatabaseDialect.Sqlite, _database.ConnectionString);
        var pool = new PooledDbContextFactory<SqliteBookingDbContext>(options.Options, poolSize: 1);
        var first = await pool.CreateDbContextAsync();
        using var wait = new LockWait(_database.Metrics.Booking, activity: null, since: 0);
        (first.LockWait, first.HasSavedPublicContent) = (wait, true);
        (first.Database.AutoSavepointsEnabled, first.ChangeTracker.AutoDetectChangesEnabled) = (false, false);

        if (isDisposedAsynchronously)
        {
            await first.DisposeAsync();
        }
        else
        {
            first.Dispose();
        }

        await using var second = await pool.CreateDbContextAsync();
        Assert.Same(first, second);
        Assert.Equal((null, false), (second.LockWait, second.HasSavedPublicContent));
        Assert.Equal((true, true), (second.Database.AutoSavepointsEnabled, second.ChangeTracker.AutoDetectChangesEnabled));
    }
}
