using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Programme;

public sealed class RoomUseCasesOnSqliteTests() : RoomUseCasesTests(DatabaseDialect.Sqlite);

public sealed class RoomUseCasesOnSqlServerTests() : RoomUseCasesTests(DatabaseDialect.SqlServer);

/// <summary>Adding, renaming, retiring a room.</summary>
public abstract class RoomUseCasesTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    [Fact]
    public async Task A_new_room_is_there_with_its_seats_and_the_log_says_who_added_it()
    {
        var room = (await House.AddRoom.AddAsync(" Cellar ", "40", House.Person, CancellationToken.None)).Value!;

        Assert.Equal(
            ("Cellar", 40, null),
            await House.Database.ReadAsync(
                db => db.Rooms.Where(r => r.Id == room.Id).Select(r => ValueTuple.Create(r.Name, r.Capacity, r.RetiredAt)).SingleAsync()));
        var entry = await LogAsync();
        Assert.Equal(
            (AuditAction.RoomAdded, AuditSubject.Room, room.Id, "Cellar: 40", House.Person.Name),
            (entry.Act, entry.Thing, entry.ThingId, entry.Detail, entry.StaffName));
    }

    [Fact]
    public async Task A_name_that_another_room_has_is_refused_and_its_own_is_not()
    {
        var (one, other) = (new ARoom().Build(), new ARoom().Build());
        await House.Database.AddAsync(one, other);

        foreach (var refused in new[] { await House.AddRoom.AddAsync(one.Name, "1", House.Person, CancellationToken.None),
            await RenameAsync(other, one.Name) })
        {
            Assert.Equal([new(FormField.RoomName, FieldProblem.Taken)], refused.Failure?.Fields);
        }

        Assert.True((await RenameAsync(one, one.Name)).Succeeded);
        Assert.Empty(await House.Database.ReadAsync(db => db.AuditLog.ToListAsync()));
    }

    [Fact]
    public async Task A_room_gets_another_name_and_the_log_knows_both()
    {
        var room = new ARoom().Named("Big room").Build();
        await House.Database.AddAsync(room);

        await RenameAsync(room, "Main Stage");

        Assert.Equal("Main Stage", (await RoomAsync(room)).Name);
        Assert.Equal((AuditAction.RoomRenamed, "Big room → Main Stage"), ((await LogAsync()).Act, (await LogAsync()).Detail));
    }

    [Fact]
    public async Task A_room_in_which_something_is_still_to_come_is_not_retired()
    {
        var performance = new APerformance().Build();
        await House.Database.AddAsync(performance);

        var refused = await RetireAsync(performance.Room);

        Assert.Equal((FailureKind.NotPossible, Obstacle.RoomHasPerformances), (refused.Failure?.Kind, refused.Failure?.Obstacle));
        Assert.Null((await RoomAsync(performance.Room)).RetiredAt);
    }

    [Fact]
    public async Task What_was_played_or_called_off_or_is_played_elsewhere_keeps_no_room_in_use_and_it_comes_back()
    {
        var room = new ARoom().Build();
        await House.Database.AddAsync(
            new APerformance().In(room).At(AMoment.Now).Build(), new APerformance().In(room).CalledOff().Build(), new APerformance().Build());

        Assert.True((await RetireAsync(room)).Succeeded);
        Assert.Equal(AMoment.Now, (await RoomAsync(room)).RetiredAt);
        Assert.Equal(AuditAction.RoomRetired, (await LogAsync()).Act);

        Assert.True((await House.RetireRoom.ReopenAsync(room.Id, House.Person, CancellationToken.None)).Succeeded);
        Assert.Null((await RoomAsync(room)).RetiredAt);
        Assert.Equal(AuditAction.RoomReopened, (await LogAsync()).Act);
    }

    [Fact]
    public async Task Pressing_twice_writes_one_line_into_the_log()
    {
        var room = new ARoom().Build();
        await House.Database.AddAsync(room);

        await RetireAsync(room);
        await RetireAsync(room);

        Assert.Equal(AuditAction.RoomRetired, Assert.Single(await House.Database.ReadAsync(db => db.AuditLog.ToListAsync())).Act);
    }

    [Fact]
    public async Task A_room_that_there_is_not_is_not_found()
    {
        foreach (var result in new[]
        {
            await House.RenameRoom.RenameAsync(4711, "", House.Person, CancellationToken.None),
            await House.RetireRoom.RetireAsync(4711, House.Person, CancellationToken.None),
            await House.RetireRoom.ReopenAsync(4711, House.Person, CancellationToken.None),
        })
        {
            Assert.Equal(FailureKind.NotFound, result.Failure?.Kind);
        }
    }

    private Task<Result<Room>> RenameAsync(Room room, string name) =>
        House.RenameRoom.RenameAsync(room.Id, name, House.Person, CancellationToken.None);

    private Task<Result<Room>> RetireAsync(Room room) => House.RetireRoom.RetireAsync(room.Id, House.Person, CancellationToken.None);

    private Task<Room> RoomAsync(Room room) => House.Database.ReadAsync(db => db.Rooms.SingleAsync(r => r.Id == room.Id));

    private Task<AuditEntry> LogAsync() => House.Database.ReadAsync(db => db.AuditLog.OrderBy(l => l.Id).LastAsync());
}
