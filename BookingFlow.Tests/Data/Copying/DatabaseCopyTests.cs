using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Copying;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.Logging.Abstractions;

namespace BookingFlow.Tests.Data.Copying;

/// <summary>Copies between two SQLite files, and the statements that are sent to SQL Server.</summary>
public sealed class DatabaseCopyTests : IAsyncLifetime
{
    private TemporaryDatabase _original = null!;
    private TemporaryDatabase _target = null!;
    private DatabaseCopy _copy = null!;
    private CopyTarget _preparation = null!;

    public async ValueTask InitializeAsync()
    {
        _original = await TemporaryDatabase.CreateAsync();
        _target = TemporaryDatabase.WithoutFile();
        _copy = new DatabaseCopy(_original, _target);
        _preparation = new CopyTarget(_target, Initializer(), _copy);
    }

    public async ValueTask DisposeAsync()
    {
        await _original.DisposeAsync();
        await _target.DisposeAsync();
    }

    [Fact]
    public void Every_table_of_the_model_is_copied_after_those_to_which_it_refers()
    {
        using var db = _original.CreateDbContext();
        var ordered = DatabaseCopy.TablesInOrder(db.Model);
        Assert.Equal(db.Model.GetEntityTypes().Select(type => type.Name).Order(), ordered.Select(type => type.Name).Order());
        Assert.All(ordered.Index(), table => Assert.All(
            table.Item.GetForeignKeys(), key => Assert.Contains(key.PrincipalEntityType, ordered.Take(table.Index))));
    }

    [Fact]
    public async Task A_row_of_every_table_arrives_with_every_value()
    {
        await AddRowOfEveryTableAsync();

        Assert.Null(await _preparation.PrepareAsync(CancellationToken.None));
        List<string> copied = [];
        await _copy.CopyAsync((table, _) => copied.Add(table), CancellationToken.None);

        var comparisons = await _copy.CompareAsync(CancellationToken.None);
        Assert.All(comparisons, table => Assert.Equal(1, table.Original.Rows));
        Assert.All(comparisons, table => Assert.True(table.AreEqual, table.Table));
        Assert.Equal(comparisons.Select(table => table.Table), copied);
        Assert.Equal(await DumpAsync(_original), await DumpAsync(_target));
    }

    [Fact]
    public async Task Zero_is_copied_where_the_column_has_another_default()
    {
        var profile = AVenue.Profile();
        await _original.AddAsync(profile);
        await _original.ReadAsync(db => db.VenueProfiles.ExecuteUpdateAsync(
            set => set.SetProperty(p => p.ReminderHours, 0).SetProperty(p => p.WaitingListClosesMinutes, 0)));

        await _preparation.PrepareAsync(CancellationToken.None);
        await _copy.CopyAsync((_, _) => { }, CancellationToken.None);

        Assert.Equal((0, 0), await _target.ReadAsync(db =>
            db.VenueProfiles.Select(p => ValueTuple.Create(p.ReminderHours, p.WaitingListClosesMinutes)).SingleAsync()));
        Assert.All(await _copy.CompareAsync(CancellationToken.None), table => Assert.True(table.AreEqual, table.Table));
    }

    [Fact]
    public async Task An_interrupted_copy_continues_where_it_stopped_and_no_node_starts_on_it()
    {
        const int Parties = (2 * DatabaseCopy.BatchSize) + 50;
        var performance = new APerformance().WithCapacity(40).Build();
        await _original.AddAsync([.. Enumerable.Range(0, Parties).Select(_ => new AReservation().For(performance).Build())]);
        await _preparation.PrepareAsync(CancellationToken.None);

        await Assert.ThrowsAsync<InvalidOperationException>(() => _copy.CopyAsync(
            (table, rows) => _ = (table, rows) == ("Reservations", DatabaseCopy.BatchSize) ? throw new InvalidOperationException("Killed") : 0,
            CancellationToken.None));
        Assert.Equal(DatabaseCopy.BatchSize, await _target.ReadAsync(db => db.Reservations.CountAsync()));
        Assert.False((await _copy.CompareAsync(CancellationToken.None)).Single(table => table.Table == "Reservations").AreEqual);
        await Assert.ThrowsAsync<MigrationHistoryException>(() => Initializer().MigrateAsync(CancellationToken.None));

        Assert.Null(await _preparation.PrepareAsync(CancellationToken.None));
        List<(string, int)> reported = [];
        await _copy.CopyAsync((table, rows) => reported.Add((table, rows)), CancellationToken.None);
        Assert.Equal([("Reservations", 2 * DatabaseCopy.BatchSize), ("Reservations", Parties)], reported);
        Assert.All(await _copy.CompareAsync(CancellationToken.None), table => Assert.True(table.AreEqual, table.Table));

        await _preparation.FinishAsync(CancellationToken.None);
        await Initializer().MigrateAsync(CancellationToken.None);
        Assert.Equal(
            "The target is not empty, and not an unfinished copy. Name a new one.", await _preparation.PrepareAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_target_of_another_version_is_refused_and_not_changed()
    {
        await Initializer().MigrateAsync(CancellationToken.None);
        await _target.ReadAsync(db => db.Database.ExecuteSqlRawAsync("DELETE FROM __EFMigrationsHistory WHERE MigrationId > '20261127'"));
        var before = await AppliedAsync();

        Assert.Equal(
            "The target is a database of another version of the program. Name a new one.", await _preparation.PrepareAsync(CancellationToken.None));
        Assert.Equal(before, await AppliedAsync());
    }

    [Theory]
    [InlineData("UPDATE Reservations SET PartySize = 3")]
    [InlineData("UPDATE Reservations SET Notes = 'two wheelchairs'")]
    [InlineData("DELETE FROM Reservations")]
    public async Task A_difference_of_a_single_value_is_found(string change)
    {
        await _original.AddAsync(new AReservation().Build());
        await _preparation.PrepareAsync(CancellationToken.None);
        await _copy.CopyAsync((_, _) => { }, CancellationToken.None);
        await _target.ReadAsync(db => db.Database.ExecuteSqlRawAsync(change));

        Assert.Equal("Reservations", Assert.Single(await _copy.CompareAsync(CancellationToken.None), table => !table.AreEqual).Table);
    }

    [Fact]
    public async Task The_comparison_has_the_sums_of_seats_and_people()
    {
        await _original.AddAsync(
            new AReservation().For(new APerformance().WithCapacity(40).Build()).OfParty(3).Build(),
            new AReservation().For(new APerformance().WithCapacity(60).Build()).OfParty(4).Build());
        await _preparation.PrepareAsync(CancellationToken.None);
        await _copy.CopyAsync((_, _) => { }, CancellationToken.None);

        var copies = (await _copy.CompareAsync(CancellationToken.None))
            .ToDictionary(table => table.Table, table => table.Copy, StringComparer.Ordinal);
        Assert.Equal((2L, 100L), (copies["Rooms"].Rows, copies["Rooms"].Sums["Capacity"]));
        Assert.Equal((2L, 7L), (copies["Reservations"].Rows, copies["Reservations"].Sums["PartySize"]));
        Assert.Contains("People", copies["CheckIns"].Sums.Keys);
    }

    [Fact]
    public async Task The_statements_for_SQL_Server_insert_the_given_keys_in_one_transaction_for_each_batch()
    {
        await AddRowOfEveryTableAsync();
        var recorder = new SqlRecorder();

        await new DatabaseCopy(_original, recorder).CopyAsync((_, _) => { }, CancellationToken.None);

        Assert.All(recorder.Sent, statement => Assert.True(
            statement is SqlRecorder.Begin or SqlRecorder.Commit || SqlRecorder.Parse(statement).Count > 0));
        var rooms = recorder.Sent.ToList().FindIndex(statement => statement == "SET IDENTITY_INSERT [Rooms] ON");
        Assert.Equal(SqlRecorder.Begin, recorder.Sent[rooms - 1]);
        Assert.Contains("INSERT INTO [Rooms] ([Id], ", recorder.Sent[rooms + 1], StringComparison.Ordinal);
        Assert.Equal(["SET IDENTITY_INSERT [Rooms] OFF", SqlRecorder.Commit], recorder.Sent.Skip(rooms + 2).Take(2));
        await using var db = recorder.CreateDbContext();
        Assert.All(db.Model.GetEntityTypes(), table => Assert.Single(
            recorder.Sent, statement => statement.Contains($"INSERT INTO [{table.GetTableName()}] (", StringComparison.Ordinal)));
        // SQL Server refuses the statement for a table whose key is not generated.
        Assert.DoesNotContain(recorder.Sent, statement => statement.Contains("IDENTITY_INSERT [AspNetUserRoles]", StringComparison.Ordinal));
    }

    private DatabaseInitializer Initializer() => new(_target, TimeProvider.System, NullLogger<DatabaseInitializer>.Instance);

    private Task<List<string>> AppliedAsync() => _target.ReadAsync(async db => (await db.Database.GetAppliedMigrationsAsync()).ToList());

    /// <summary>Adds a row to each table, with a value in each column; all ids are 1.</summary>
    private async Task AddRowOfEveryTableAsync()
    {
        await using var db = _original.CreateDbContext();
        foreach (var table in db.Model.GetEntityTypes())
        {
            var entry = db.Entry(Activator.CreateInstance(table.ClrType, nonPublic: true)!);
            foreach (var property in table.GetProperties())
            {
                entry.Property(property.Name).CurrentValue = ValueOf(property);
            }

            entry.State = EntityState.Added;
        }

        await db.SaveChangesAsync();
    }

    // The exceptions are required by check constraints.
    private static object? ValueOf(IProperty property) => (property.DeclaringType.ClrType.Name, property.Name) switch
    {
        (nameof(Reservation), nameof(Reservation.Language)) => "en",
        (nameof(Reservation), nameof(Reservation.ErasedAt)) or (nameof(OutboxMail), nameof(OutboxMail.StaffId)) => null,
        (nameof(PartyChange), nameof(PartyChange.PeopleAfter)) or (nameof(Reservation), nameof(Reservation.PartySize))
            or (nameof(Performance), nameof(Performance.ConfirmedSeats)) => 2,
        (nameof(AccessToken), nameof(AccessToken.Role)) => StaffRoles.BoxOffice,
        _ when property.ClrType == typeof(PictureType) => PictureType.Jpeg,
        _ => PlaceholderValues.Of(property.ClrType),
    };

    /// <returns>All rows as SQLite stores them.</returns>
    private static async Task<List<string>> DumpAsync(TemporaryDatabase database)
    {
        List<string> rows = [];
        await using var db = database.CreateDbContext();
        await db.Database.OpenConnectionAsync();
        foreach (var table in db.Model.GetEntityTypes().Select(type => type.GetTableName()!).Order(StringComparer.Ordinal))
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            var columns = string.Join(" || '|' || ", db.Model.GetEntityTypes().Single(type => type.GetTableName() == table).GetProperties()
                .Select(p => $"coalesce(quote(\"{p.GetColumnName()}\"), 'null')"));
#pragma warning disable CA2100 // The names are those of the model.
            command.CommandText = $"SELECT {columns} FROM \"{table}\"";
#pragma warning restore CA2100
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                rows.Add($"{table}: {reader.GetString(0)}");
            }
        }

        return rows;
    }
}
