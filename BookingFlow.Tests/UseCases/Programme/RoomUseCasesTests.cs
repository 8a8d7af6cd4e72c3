using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Programme;

public sealed class RoomUseCasesOnSqliteTests() : RoomUseCasesTests(DatabaseDialect.Sqlite);

public sealed class RoomUseCasesOnSqlServerTests() : RoomUseCasesTests(DatabaseDialect.SqlServer);

/// <summary>Tests of adding, renaming, retiring and reopening rooms.</summary>
public abstract class RoomUseCasesTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    [Fact]
    public async Task New_room_is_stored_with_its_capacity_and_audited()
    {
        var room = (await Host.AddRoom.AddAsync(" Cellar ", "40", Host.Actor, CancellationToken.None)).Value!;

        Assert.Equal(
            ("Cellar", 40, null),
            await Host.Database.ReadAsync(
                db => db.Rooms.Where(r => r.Id == room.Id).Select(r => ValueTuple.Create(r.Name, r.Capacity, r.RetiredAt)).SingleAsync()));
        var entry = await LastAuditEntryAsync();
        Assert.Equal(
            (AuditAction.RoomAdded, AuditSubject.Room, room.Id, "Cellar: 40", Host.Actor.Name),
            (entry.Action, entry.Subject, entry.SubjectId, entry.Detail, entry.StaffName));
    }

    [Fact]
    public async Task Name_of_another_room_is_refused_and_the_rooms_own_name_is_accepted()
    {
        var (one, other) = (new ARoom().Build(), new ARoom().Build());
        await Host.Database.AddAsync(one, other);

        foreach (var refused in new[] { await Host.AddRoom.AddAsync(one.Name, "1", Host.Actor, CancellationToken.None),
            await RenameAsync(other, one.Name) })
        {
            Assert.Equal([new(FormField.RoomName, FieldProblem.Taken)], refused.Failure?.Fields);
        }

        Assert.True((await RenameAsync(one, one.Name)).Succeeded);
        Assert.Empty(await Host.Database.ReadAsync(db => db.AuditLog.ToListAsync()));
    }

    [Fact]
    public async Task Renaming_is_audited_with_the_old_and_new_name()
    {
        var room = new ARoom().Named("Big room").Build();
        await Host.Database.AddAsync(room);

        await RenameAsync(room, "Main Stage");

        Assert.Equal("Main Stage", (await RoomAsync(room)).Name);
        var entry = await LastAuditEntryAsync();
        Assert.Equal((AuditAction.RoomRenamed, "Big room → Main Stage"), (entry.Action, entry.Detail));
    }

    [Fact]
    public async Task Room_with_upcoming_performances_cannot_be_retired()
    {
        var performance = new APerformance().Build();
        await Host.Database.AddAsync(performance);

        var refused = await RetireAsync(performance.Room);

        Assert.Equal((FailureKind.NotPossible, Obstacle.RoomHasPerformances), (refused.Failure?.Kind, refused.Failure?.Obstacle));
        Assert.Null((await RoomAsync(performance.Room)).RetiredAt);
    }

    [Fact]
    public async Task Room_with_only_past_or_cancelled_performances_can_be_retired_and_reopened()
    {
        var room = new ARoom().Build();
        await Host.Database.AddAsync(
            new APerformance().In(room).At(TestTimes.Now).Build(), new APerformance().In(room).Cancelled().Build(), new APerformance().Build());

        Assert.True((await RetireAsync(room)).Succeeded);
        Assert.Equal(TestTimes.Now, (await RoomAsync(room)).RetiredAt);
        Assert.Equal(AuditAction.RoomRetired, (await LastAuditEntryAsync()).Action);

        Assert.True((await Host.RetireRoom.ReopenAsync(room.Id, Host.Actor, CancellationToken.None)).Succeeded);
        Assert.Null((await RoomAsync(room)).RetiredAt);
        Assert.Equal(AuditAction.RoomReopened, (await LastAuditEntryAsync()).Action);
    }

    [Fact]
    public async Task Retiring_twice_is_audited_once()
    {
        var room = new ARoom().Build();
        await Host.Database.AddAsync(room);

        await RetireAsync(room);
        await RetireAsync(room);

        Assert.Equal(AuditAction.RoomRetired, Assert.Single(await Host.Database.ReadAsync(db => db.AuditLog.ToListAsync())).Action);
    }

    [Fact]
    public async Task Unknown_room_returns_NotFound()
    {
        foreach (var result in new[]
        {
            await Host.RenameRoom.RenameAsync(4711, "", Host.Actor, CancellationToken.None),
            await Host.RetireRoom.RetireAsync(4711, Host.Actor, CancellationToken.None),
            await Host.RetireRoom.ReopenAsync(4711, Host.Actor, CancellationToken.None),
        })
        {
            Assert.Equal(FailureKind.NotFound, result.Failure?.Kind);
        }
    }

    private Task<Result<Room>> RenameAsync(Room room, string name) =>
        Host.RenameRoom.RenameAsync(room.Id, name, Host.Actor, CancellationToken.None);

    private Task<Result<Room>> RetireAsync(Room room) => Host.RetireRoom.RetireAsync(room.Id, Host.Actor, CancellationToken.None);

    private Task<Room> RoomAsync(Room room) => Host.Database.ReadAsync(db => db.Rooms.SingleAsync(r => r.Id == room.Id));

    private Task<AuditEntry> LastAuditEntryAsync() => Host.Database.ReadAsync(db => db.AuditLog.OrderBy(l => l.Id).LastAsync());
}
