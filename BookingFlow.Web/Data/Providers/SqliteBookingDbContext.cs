using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Data.Providers;

/// <summary>
/// The embedded default. A save outside a transaction is a write of its own, so it waits its turn at the
/// database's <see cref="WriteGate"/> like everybody else's.
/// </summary>
public sealed class SqliteBookingDbContext(DbContextOptions<SqliteBookingDbContext> options) : BookingDbContext(options)
{
    public override DatabaseDialect Dialect => DatabaseDialect.Sqlite;

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        using var turn = Database.CurrentTransaction is null ? SqliteWriteQueue.Of(this).Enter() : null;
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        using var turn = Database.CurrentTransaction is null ? await SqliteWriteQueue.Of(this).EnterAsync(cancellationToken) : null;
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }
}
