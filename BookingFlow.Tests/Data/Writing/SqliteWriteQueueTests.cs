using System.Diagnostics;
using BookingFlow.Tests.Races;
using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Hosting.Commands;
using BookingFlow.Web.Staff;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Data.Writing;

public sealed class SqliteWriteQueueTests
{
    [Fact]
    public async Task Two_files_have_two_gates_and_one_file_has_one_however_it_is_spelled()
    {
        await using var one = await TemporaryDatabase.CreateAsync();
        await using var other = await TemporaryDatabase.CreateAsync();
        await using var first = one.CreateDbContext();
        await using var again = Spelled(Path.Combine(Path.GetDirectoryName(one.File)!, ".", Path.GetFileName(one.File)));
        await using var second = other.CreateDbContext();
        Assert.Same(SqliteWriteQueue.Of(first), SqliteWriteQueue.Of(again));
        Assert.NotSame(SqliteWriteQueue.Of(first), SqliteWriteQueue.Of(second));

        using var turn = await SqliteWriteQueue.Of(first).EnterAsync(CancellationToken.None);
        Assert.True(SqliteWriteQueue.Of(again).IsTaken);
        Assert.False(SqliteWriteQueue.Of(second).IsTaken);
    }

    [Fact]
    public async Task Whoever_waits_at_the_gate_is_let_in_when_the_one_before_leaves_and_leaving_twice_opens_it_once()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        await using var db = database.CreateDbContext();
        var gate = SqliteWriteQueue.Of(db);
        var first = await gate.EnterAsync(CancellationToken.None);
        var second = gate.EnterAsync(CancellationToken.None);
        var third = gate.EnterAsync(CancellationToken.None);
        Assert.False(second.IsCompleted);
        first!.Dispose();
        first.Dispose();
        using (await second)
        {
            Assert.False(third.IsCompleted);
        }

        (await third)!.Dispose();
        Assert.False(gate.IsTaken);
    }

    [Fact]
    public async Task The_door_goes_ahead_of_everybody_who_waits_and_the_others_keep_their_order()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        await using var db = database.CreateDbContext();
        var gate = SqliteWriteQueue.Of(db);
        List<string> entered = [];
        async Task EnterAsync(string who, WritePriority turn)
        {
            using (await gate.EnterAsync(CancellationToken.None, turn))
            {
                entered.Add(who);
            }
        }

        var inside = await gate.EnterAsync(CancellationToken.None);
        Task[] all =
        [
            EnterAsync("visitor", WritePriority.InOrder), EnterAsync("desk", WritePriority.InOrder),
            EnterAsync("left door", WritePriority.Door), EnterAsync("right door", WritePriority.Door),
        ];
        inside!.Dispose();
        await Task.WhenAll(all);

        Assert.Equal(["left door", "right door", "visitor", "desk"], entered);
        Assert.False(gate.IsTaken);
    }

    [Theory]
    [InlineData(false, "door visitor mail")]
    [InlineData(true, "door mail visitor")]
    public async Task Mail_lets_everybody_go_ahead_but_not_for_long(bool hasWaitedLong, string order)
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        await using var db = database.CreateDbContext();
        var gate = SqliteWriteQueue.Of(db);
        List<string> entered = [];
        TimeSpan waited;
        async Task EnterAsync(string who, WritePriority turn)
        {
            using (await gate.EnterAsync(CancellationToken.None, turn))
            {
                entered.Add(who);
            }
        }

        do
        {
            entered.Clear();
            var inside = await gate.EnterAsync(CancellationToken.None);
            var since = Stopwatch.GetTimestamp();
            List<Task> all = [EnterAsync("mail", WritePriority.Mail)];
            if (hasWaitedLong)
            {
                await Task.Delay(SqliteWriteQueue.MailPatience + TimeSpan.FromMilliseconds(50));
            }

            all.AddRange([EnterAsync("visitor", WritePriority.InOrder), EnterAsync("door", WritePriority.Door)]);
            inside!.Dispose();
            await Task.WhenAll(all);
            waited = Stopwatch.GetElapsedTime(since);
        }
        // A machine that stood still meanwhile has made the mail wait long, and then nothing is known about one that has not.
        while (!hasWaitedLong && waited > SqliteWriteQueue.MailPatience);

        Assert.Equal(order, string.Join(' ', entered));
        Assert.False(gate.IsTaken);
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_does_not_keep_the_gate()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        await using var db = database.CreateDbContext();
        var gate = SqliteWriteQueue.Of(db);
        using var patience = new CancellationTokenSource();
        var inside = await gate.EnterAsync(CancellationToken.None);
        var waiting = gate.EnterAsync(patience.Token);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        inside!.Dispose();
        Assert.False(gate.IsTaken);
    }

    /// <summary>
    /// The gate is held from outside while every act of the evening is tried: one that wrote past the gate would end,
    /// and leave something behind. Let go, each must end by itself: one that entered twice would wait for itself.
    /// </summary>
    [Fact]
    public async Task Every_act_of_an_evening_waits_its_turn_at_the_gate_and_takes_it_once()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        var link = await app.PendingLinkAsync(new AReservation().For(performance).AskedAt(app.Now).ExpiringAt(performance.StartsAt).Build());
        var ticket = await app.StoredTicketAsync(new AReservation().For(performance).AskedAt(app.Now).Confirmed(app.Now).Build());
        using var visitor = app.Visitor();
        using var steward = await app.StaffAsync();
        var forgetful = await app.AddStaffAsync(StaffRoles.Door);
        using var stranger = app.Visitor();
        var (reserve, confirm, door, forgot) = (
            await visitor.OpenAsync($"/performances/{performance.Id}/reserve"), await visitor.OpenAsync(link),
            await steward.OpenAsync(Story.CheckInPath(ticket)), await stranger.OpenAsync("/staff/forgot-password"));
        var before = await app.EveryTableAsync();

        await using var db = app.Database.CreateDbContext();
        Task<Place>[] acts;
        using (await SqliteWriteQueue.Of(db).EnterAsync(CancellationToken.None))
        {
            acts =
            [
                visitor.SubmitAsync(reserve, "main form", ("Name", "Bob"), ("Email", "bob@visitors.example"), ("PartySize", "1")),
                visitor.SubmitAsync(confirm, "main form"),
                steward.SubmitAsync(door, "main form"),
                stranger.SubmitAsync(forgot, "main form", ("Email", forgetful.Email!)),
            ];

            // Reading goes on meanwhile; by the time these are answered, an act that minds no gate has been.
            for (var i = 0; i < 20; i++)
            {
                Assert.Equal(200, (await stranger.OpenAsync("/")).Status);
            }

            Assert.All(acts, act => Assert.False(act.IsCompleted));
            Assert.Equal(before, await app.EveryTableAsync());
        }

        var answers = await Task.WhenAll(acts).WaitAsync(SqliteWriteQueue.Patience);
        Assert.Equal([303, 303, 200, 303], answers.Select(answer => answer.Status));
        await app.AllMailIsOutAsync();
        Assert.NotEqual(before, await app.EveryTableAsync());
    }

    private static SqliteBookingDbContext Spelled(string file) =>
        new(new DbContextOptionsBuilder<SqliteBookingDbContext>().UseSqlite(new SqliteConnectionStringBuilder { DataSource = file }.ToString()).Options);
}
