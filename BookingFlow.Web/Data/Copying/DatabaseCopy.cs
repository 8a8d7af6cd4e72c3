using System.Reflection;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace BookingFlow.Web.Data.Copying;

/// <summary>Copies all tables of the EF model to another database, which may be of the other provider (docs/decisions/0055).</summary>
/// <remarks>
/// <para>
/// The tables and their order come from the model, so a new table is copied without a change here. Rows keep their keys. Each batch is a
/// transaction in the order of the key: a copy that was killed continues after the rows that the target has.
/// </para>
/// <para>The original must not be written meanwhile; <see cref="CompareAsync"/> would find the difference.</para>
/// </remarks>
public sealed class DatabaseCopy(IDbContextFactory<BookingDbContext> original, IDbContextFactory<BookingDbContext> target)
{
    /// <summary>Rows of one transaction.</summary>
    public const int BatchSize = 500;

    /// <summary>Rows of one transaction of a table with pictures, which are up to some megabytes each.</summary>
    public const int PictureBatchSize = 10;

    private static readonly MethodInfo CopyTable = Method(nameof(CopyTableAsync)), ReadTable = Method(nameof(ReadTableAsync)),
        AnyRow = Method(nameof(AnyRowAsync));

    /// <summary>Returns the tables so that each comes after those to which it refers.</summary>
    /// <exception cref="InvalidOperationException">
    /// The model has what is not copied: tables that refer to each other, or values that are no property of the class.
    /// </exception>
    public static IReadOnlyList<IEntityType> TablesInOrder(IModel model)
    {
        var remaining = model.GetEntityTypes().OrderBy(table => table.GetTableName(), StringComparer.Ordinal).ToList();
        if (remaining.Find(HasOtherValues) is { } odd)
        {
            throw new InvalidOperationException($"{odd.Name} has values that are not copied.");
        }

        List<IEntityType> ordered = [];
        while (remaining.Count > 0)
        {
            var next = remaining.Find(table => table.GetForeignKeys().All(key => ordered.Contains(key.PrincipalEntityType)))
                ?? throw new InvalidOperationException($"These tables refer to each other: {string.Join(", ", remaining.Select(t => t.GetTableName()))}.");
            remaining.Remove(next);
            ordered.Add(next);
        }

        return ordered;
    }

    /// <summary>Whether no table of the target has a row.</summary>
    public async Task<bool> IsTargetEmptyAsync(CancellationToken cancellationToken)
    {
        await using var db = await target.CreateDbContextAsync(cancellationToken);
        foreach (var table in TablesInOrder(db.Model))
        {
            if (await (Task<bool>)AnyRow.MakeGenericMethod(table.ClrType).Invoke(this, [cancellationToken])!)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Copies the rows that the target does not have.</summary>
    /// <param name="report">Called after each transaction with the table and its number of rows in the target so far.</param>
    public async Task CopyAsync(Action<string, int> report, CancellationToken cancellationToken)
    {
        await using var db = await target.CreateDbContextAsync(cancellationToken);
        foreach (var table in TablesInOrder(db.Model))
        {
            await (Task)CopyTable.MakeGenericMethod(table.ClrType).Invoke(this, [table, report, cancellationToken])!;
        }
    }

    /// <summary>Reads both databases as a whole and compares what each table has.</summary>
    public async Task<IReadOnlyList<TableComparison>> CompareAsync(CancellationToken cancellationToken)
    {
        await using var db = await target.CreateDbContextAsync(cancellationToken);
        List<TableComparison> comparisons = [];
        foreach (var table in TablesInOrder(db.Model))
        {
            var read = ReadTable.MakeGenericMethod(table.ClrType);
            comparisons.Add(new TableComparison(
                table.GetTableName()!,
                await (Task<TableContent>)read.Invoke(null, [original, table, cancellationToken])!,
                await (Task<TableContent>)read.Invoke(null, [target, table, cancellationToken])!));
        }

        return comparisons;
    }

    private static bool HasOtherValues(IEntityType table) =>
        table.IsOwned() || table.GetComplexProperties().Any() || table.GetProperties().Any(p => p.IsShadowProperty());

    private static MethodInfo Method(string name) => typeof(DatabaseCopy)
        .GetMethod(name, BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static)!;

    private async Task<bool> AnyRowAsync<T>(CancellationToken cancellationToken)
        where T : class
    {
        await using var db = await target.CreateDbContextAsync(cancellationToken);
        return await db.Set<T>().AnyAsync(cancellationToken);
    }

    private async Task CopyTableAsync<T>(IEntityType table, Action<string, int> report, CancellationToken cancellationToken)
        where T : class
    {
        var size = BatchSizeOf(table);
        int copied;
        await using (var db = await target.CreateDbContextAsync(cancellationToken))
        {
            copied = await db.Set<T>().CountAsync(cancellationToken);
        }

        while (await ReadBatchAsync<T>(original, table, copied, size, cancellationToken) is { Count: > 0 } batch)
        {
            await InsertAsync(table, batch, cancellationToken);
            copied += batch.Count;
            report(table.GetTableName()!, copied);
        }
    }

    private static async Task<TableContent> ReadTableAsync<T>(
        IDbContextFactory<BookingDbContext> contexts, IEntityType table, CancellationToken cancellationToken)
        where T : class
    {
        var (sums, size, read) = (new TableSums(table), BatchSizeOf(table), 0);
        while (await ReadBatchAsync<T>(contexts, table, read, size, cancellationToken) is { Count: > 0 } batch)
        {
            batch.ForEach(sums.Add);
            read += batch.Count;
        }

        return sums.Content;
    }

    private static async Task<List<T>> ReadBatchAsync<T>(
        IDbContextFactory<BookingDbContext> contexts, IEntityType table, int skip, int size, CancellationToken cancellationToken)
        where T : class
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var names = table.FindPrimaryKey()!.Properties.Select(key => key.Name).ToList();
        var (first, others) = (names[0], names[1..]);
        var ordered = db.Set<T>().AsNoTracking().OrderBy(row => EF.Property<object>(row, first));
        ordered = others.Aggregate(ordered, (rows, name) => rows.ThenBy(row => EF.Property<object>(row, name)));
        return await ordered.Skip(skip).Take(size).ToListAsync(cancellationToken);
    }

    private async Task InsertAsync<T>(IEntityType table, List<T> batch, CancellationToken cancellationToken)
        where T : class
    {
        await using var first = await target.CreateDbContextAsync(cancellationToken);
        using var writeLock = await SqliteWriteQueue.Of(first).EnterAsync(cancellationToken);
        await first.Database.CreateExecutionStrategy().ExecuteAsync(
            async cancelled =>
            {
                await using var db = await target.CreateDbContextAsync(cancelled);
                await using var transaction = await db.Database.BeginTransactionAsync(cancelled);
                await ExecuteAsync(db, db.GivenKeysStatement(table, areAllowed: true), cancelled);
                db.AddRange(batch);
                var defaults = DefaultsOf(db, table);
                await db.SaveChangesAsync(cancelled);
                // A value that equals the default of its type was left to the default of the column.
                defaults.ForEach(set => set());
                await db.SaveChangesAsync(cancelled);
                await ExecuteAsync(db, db.GivenKeysStatement(table, areAllowed: false), cancelled);
                await transaction.CommitAsync(cancelled);
            },
            cancellationToken);
    }

    /// <returns>Actions that set the values which EF leaves to the default of the column.</returns>
    private static List<Action> DefaultsOf(BookingDbContext db, IEntityType table)
    {
        var properties = table.GetProperties().Where(p => p.ValueGenerated != ValueGenerated.Never && !p.IsKey()).Select(p => p.Name).ToList();
        return
        [
            .. db.ChangeTracker.Entries().SelectMany(entry => properties.Select(name => entry.Property(name)))
                .Select(property => (property, value: property.CurrentValue))
                .Select(given => (Action)(() => given.property.CurrentValue = given.value)),
        ];
    }

    private static int BatchSizeOf(IEntityType table) =>
        table.GetProperties().Any(p => p.ClrType == typeof(byte[]) && p.GetMaxLength() is null) ? PictureBatchSize : BatchSize;

    private static async Task ExecuteAsync(BookingDbContext db, string? statement, CancellationToken cancellationToken)
    {
        if (statement is not null)
        {
            await db.Database.ExecuteSqlRawAsync(statement, cancellationToken);
        }
    }
}
