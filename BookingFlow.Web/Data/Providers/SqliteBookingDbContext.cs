using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Data.Providers;

/// <summary>
/// The context of the embedded default. A save outside a transaction waits in the file's <see cref="SqliteWriteQueue"/>, as transactions do.
/// </summary>
public sealed class SqliteBookingDbContext(DbContextOptions<SqliteBookingDbContext> options) : BookingDbContext(options)
{
    public override DatabaseDialect Dialect => DatabaseDialect.Sqlite;

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        using var held = Database.CurrentTransaction is null ? SqliteWriteQueue.Of(this).Enter() : null;
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        using var held = Database.CurrentTransaction is null ? await SqliteWriteQueue.Of(this).EnterAsync(cancellationToken) : null;
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }
}
