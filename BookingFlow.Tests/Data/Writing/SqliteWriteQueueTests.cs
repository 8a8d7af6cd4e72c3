using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Staff;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Data.Writing;

public sealed class SqliteWriteQueueTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly SqliteWriteQueue _queue;
    private readonly List<string> _order = [];

    public SqliteWriteQueueTests() => _queue = new SqliteWriteQueue(_clock);

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
    public async Task A_released_lock_goes_to_the_next_write_and_releasing_it_twice_releases_it_once()
    {
        var first = await _queue.EnterAsync(CancellationToken.None);
        var second = _queue.EnterAsync(CancellationToken.None);
        var third = _queue.EnterAsync(CancellationToken.None);
        Assert.False(second.IsCompleted);
        first!.Dispose();
        first.Dispose();
        using (await second)
        {
            Assert.False(third.IsCompleted);
        }

        (await third)!.Dispose();
        Assert.False(_queue.IsTaken);
    }

    [Fact]
    public async Task Check_ins_go_ahead_of_all_that_wait_and_the_others_keep_their_order()
    {
        await HeldAsync(() =>
        [
            WriteAsync("visitor", WritePriority.InOrder), WriteAsync("desk", WritePriority.InOrder),
            WriteAsync("left door", WritePriority.Door), WriteAsync("right door", WritePriority.Door),
        ]);

        Assert.Equal(["left door", "right door", "visitor", "desk"], _order);
    }

    [Fact]
    public async Task Mail_yields_to_visitors_that_arrive_within_its_allowance_and_to_no_later_one()
    {
        await HeldAsync(() =>
        {
            List<Task> all = [WriteAsync("mail", WritePriority.Mail)];
            _clock.Advance(SqliteWriteQueue.MailAllowance - TimeSpan.FromMilliseconds(1));
            all.Add(WriteAsync("within", WritePriority.InOrder));
            _clock.Advance(TimeSpan.FromMilliseconds(2));
            all.AddRange([WriteAsync("after", WritePriority.InOrder), WriteAsync("door", WritePriority.Door)]);
            return all;
        });

        Assert.Equal(["door", "within", "mail", "after"], _order);
    }

    [Fact]
    public async Task Mail_older_than_its_allowance_stays_behind_visitors_that_arrived_before_that()
    {
        await HeldAsync(() =>
        {
            List<Task> all =
            [
                WriteAsync("before", WritePriority.InOrder), WriteAsync("mail", WritePriority.Mail), WriteAsync("with it", WritePriority.InOrder),
            ];
            _clock.Advance(2 * SqliteWriteQueue.MailAllowance);
            all.Add(WriteAsync("after", WritePriority.InOrder));
            return all;
        });

        Assert.Equal(["before", "with it", "mail", "after"], _order);
    }

    [Fact]
    public async Task Writes_of_the_same_moment_keep_their_order()
    {
        var names = Enumerable.Range(0, 100).Select(number => $"{number}").ToList();

        await HeldAsync(() => names.Select(name => WriteAsync(name, WritePriority.InOrder)));

        Assert.Equal(names, _order);
    }

    [Theory]
    [InlineData(WritePriority.InOrder)]
    [InlineData(WritePriority.Door)]
    [InlineData(WritePriority.Mail)]
    public async Task A_cancelled_write_leaves_the_queue_and_does_not_keep_the_lock(WritePriority turn)
    {
        using var cancelled = new CancellationTokenSource();
        var held = await _queue.EnterAsync(CancellationToken.None);
        var waiting = _queue.EnterAsync(cancelled.Token, turn);
        Assert.Equal(1, _queue.Waiting);

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(0, _queue.Waiting);
        held!.Dispose();
        Assert.False(_queue.IsTaken);
    }

    [Fact]
    public async Task A_request_is_busy_after_five_seconds_and_mail_after_thirty()
    {
        var held = await _queue.EnterAsync(CancellationToken.None);
        Task[] requests = [_queue.EnterAsync(CancellationToken.None), _queue.EnterAsync(CancellationToken.None, WritePriority.Door)];
        var mail = _queue.EnterAsync(CancellationToken.None, WritePriority.Mail);

        _clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.DoesNotContain(requests, request => request.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        foreach (var request in requests)
        {
            await Assert.ThrowsAsync<DatabaseBusyException>(() => request);
        }

        Assert.Equal(1, _queue.Waiting);
        _clock.Advance(TimeSpan.FromSeconds(24.9));
        Assert.False(mail.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        await Assert.ThrowsAsync<DatabaseBusyException>(() => mail);

        Assert.Equal(0, _queue.Waiting);
        held!.Dispose();
        Assert.False(_queue.IsTaken);
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

        var answers = await Task.WhenAll(acts).WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal([303, 303, 200, 303], answers.Select(answer => answer.Status));
        await app.AllMailIsOutAsync();
        Assert.NotEqual(before, await app.EveryTableAsync());
    }

    /// <summary>Holds the lock until these writes wait for it, then waits for all of them.</summary>
    private async Task HeldAsync(Func<IEnumerable<Task>> write)
    {
        List<Task> all;
        using (await _queue.EnterAsync(CancellationToken.None))
        {
            all = [.. write()];
        }

        await Task.WhenAll(all);
        Assert.False(_queue.IsTaken);
    }

    private async Task WriteAsync(string name, WritePriority turn)
    {
        using (await _queue.EnterAsync(CancellationToken.None, turn))
        {
            _order.Add(name);
        }
    }

    private static SqliteBookingDbContext Spelled(string file) =>
        new(
            new DbContextOptionsBuilder<SqliteBookingDbContext>().UseSqlite(
                new SqliteConnectionStringBuilder { DataSource = file }.ToString()).Options);
}
