using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Programme;

public sealed class ChangeWayThereOnSqliteTests() : ChangeDirectionsTests(DatabaseDialect.Sqlite);

public sealed class ChangeWayThereOnSqlServerTests() : ChangeDirectionsTests(DatabaseDialect.SqlServer);

/// <summary>How a room is found is told otherwise.</summary>
public abstract class ChangeDirectionsTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    [Fact]
    public async Task The_way_is_told_changed_and_taken_back_and_the_log_knows_each_time()
    {
        var room = new ARoom().Build();
        await House.Database.AddAsync(room);

        Assert.True((await ChangeAsync(room.Id, "Green door", "https://map.example/")).Succeeded);
        Assert.Equal(new Directions("Green door", "https://map.example/"), (await RoomAsync()).Directions);
        Assert.True((await ChangeAsync(room.Id, "", " ")).Succeeded);
        Assert.Null((await RoomAsync()).Directions);

        Assert.Equal(
            [
                (AuditAction.RoomDirectionsChanged, AuditSubject.Room, room.Id, "–, – → Green door, https://map.example/"),
                (AuditAction.RoomDirectionsChanged, AuditSubject.Room, room.Id, "Green door, https://map.example/ → –, –"),
            ],
            (await LogAsync()).Select(l => (l.Act, l.Thing, l.ThingId!.Value, l.Detail!)));
    }

    [Fact]
    public async Task What_is_refused_or_no_change_changes_nothing_and_leaves_no_line()
    {
        var room = new ARoom().SearchKey("Green door", null).Build();
        await House.Database.AddAsync(room);

        Assert.True((await ChangeAsync(room.Id, "Green door ", "")).Succeeded);
        Assert.Equal(
            [new(FormField.MapAddress, FieldProblem.NotAWebAddress)], (await ChangeAsync(room.Id, "Red door", "javascript:x")).Failure?.Fields);
        Assert.Equal(FailureKind.NotFound, (await ChangeAsync(4711, "Red door", "")).Failure?.Kind);

        Assert.Equal("Green door", (await RoomAsync()).DirectionsText);
        Assert.Empty(await LogAsync());
    }

    private Task<Result<Room>> ChangeAsync(int room, string directions, string map) =>
        House.ChangeDirections.ChangeAsync(room, directions, map, House.Person, CancellationToken.None);

    private Task<Room> RoomAsync() => House.Database.ReadAsync(db => db.Rooms.SingleAsync());

    private Task<List<AuditEntry>> LogAsync() => House.Database.ReadAsync(db => db.AuditLog.OrderBy(l => l.Id).ToListAsync());
}
