using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Programme;

public sealed class ChangeDirectionsOnSqliteTests() : ChangeDirectionsTests(DatabaseDialect.Sqlite);

public sealed class ChangeDirectionsOnSqlServerTests() : ChangeDirectionsTests(DatabaseDialect.SqlServer);

/// <summary>Tests of changing a room's directions and map link.</summary>
public abstract class ChangeDirectionsTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    [Fact]
    public async Task Setting_and_clearing_directions_is_audited()
    {
        var room = new ARoom().Build();
        await Host.Database.AddAsync(room);

        Assert.True((await ChangeAsync(room.Id, "Green door", "https://map.example/")).Succeeded);
        Assert.Equal(new Directions("Green door", "https://map.example/"), (await RoomAsync()).Directions);
        Assert.True((await ChangeAsync(room.Id, "", " ")).Succeeded);
        Assert.Null((await RoomAsync()).Directions);

        Assert.Equal(
            [
                (AuditAction.RoomDirectionsChanged, AuditSubject.Room, room.Id, "–, – → Green door, https://map.example/"),
                (AuditAction.RoomDirectionsChanged, AuditSubject.Room, room.Id, "Green door, https://map.example/ → –, –"),
            ],
            (await AuditLogAsync()).Select(l => (l.Action, l.Subject, l.SubjectId!.Value, l.Detail!)));
    }

    [Fact]
    public async Task Refused_and_unchanged_directions_are_not_audited()
    {
        var room = new ARoom().WithDirections("Green door", null).Build();
        await Host.Database.AddAsync(room);

        Assert.True((await ChangeAsync(room.Id, "Green door ", "")).Succeeded);
        Assert.Equal(
            [new(FormField.MapAddress, FieldProblem.NotAWebAddress)], (await ChangeAsync(room.Id, "Red door", "javascript:x")).Failure?.Fields);
        Assert.Equal(FailureKind.NotFound, (await ChangeAsync(4711, "Red door", "")).Failure?.Kind);

        Assert.Equal("Green door", (await RoomAsync()).DirectionsText);
        Assert.Empty(await AuditLogAsync());
    }

    private Task<Result<Room>> ChangeAsync(int room, string directions, string map) =>
        Host.ChangeDirections.ChangeAsync(room, directions, map, Host.Actor, CancellationToken.None);

    private Task<Room> RoomAsync() => Host.Database.ReadAsync(db => db.Rooms.SingleAsync());

    private Task<List<AuditEntry>> AuditLogAsync() => Host.Database.ReadAsync(db => db.AuditLog.OrderBy(l => l.Id).ToListAsync());
}
