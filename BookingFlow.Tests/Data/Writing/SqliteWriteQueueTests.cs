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
    public async Task Each_database_file_has_one_queue_whatever_the_spelling_of_its_path()
    {
        await using var firstDatabase = await TemporaryDatabase.CreateAsync();
        await using var secondDatabase = await TemporaryDatabase.CreateAsync();
        await using var first = firstDatabase.CreateDbContext();
        await using var again = OpenByPath(Path.Combine(Path.GetDirectoryName(firstDatabase.File)!, ".", Path.GetFileName(firstDatabase.File)));
        await using var second = secondDatabase.CreateDbContext();
        Assert.Same(SqliteWriteQueue.Of(first), SqliteWriteQueue.Of(again));
        Assert.NotSame(SqliteWriteQueue.Of(first), SqliteWriteQueue.Of(second));

        using var held = await SqliteWriteQueue.Of(first).EnterAsync(CancellationToken.None);
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
    public async Task Check_ins_precede_all_waiting_writes_and_the_others_keep_their_order()
    {
        await RunQueuedAsync(() =>
        [
            WriteAsync("visitor", WritePriority.InOrder), WriteAsync("box office", WritePriority.InOrder),
            WriteAsync("left door", WritePriority.Door), WriteAsync("right door", WritePriority.Door),
        ]);

        Assert.Equal(["left door", "right door", "visitor", "box office"], _order);
    }

    [Fact]
    public async Task Mail_yields_to_visitors_that_arrive_within_its_allowance_and_to_no_later_one()
    {
        await RunQueuedAsync(() =>
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
        await RunQueuedAsync(() =>
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
    public async Task Writes_queued_at_the_same_time_keep_their_order()
    {
        var names = Enumerable.Range(0, 100).Select(number => $"{number}").ToList();

        await RunQueuedAsync(() => names.Select(name => WriteAsync(name, WritePriority.InOrder)));

        Assert.Equal(names, _order);
    }

    [Theory]
    [InlineData(WritePriority.InOrder)]
    [InlineData(WritePriority.Door)]
    [InlineData(WritePriority.Mail)]
    public async Task A_cancelled_write_leaves_the_queue_and_does_not_keep_the_lock(WritePriority priority)
    {
        using var cancelled = new CancellationTokenSource();
        var held = await _queue.EnterAsync(CancellationToken.None);
        var waiting = _queue.EnterAsync(cancelled.Token, priority);
        Assert.Equal(1, _queue.WaitingCount);

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(0, _queue.WaitingCount);
        held!.Dispose();
        Assert.False(_queue.IsTaken);
    }

    [Fact]
    public async Task A_request_times_out_after_five_seconds_and_mail_after_thirty()
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

        Assert.Equal(1, _queue.WaitingCount);
        _clock.Advance(TimeSpan.FromSeconds(24.9));
        Assert.False(mail.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        await Assert.ThrowsAsync<DatabaseBusyException>(() => mail);

        Assert.Equal(0, _queue.WaitingCount);
        held!.Dispose();
        Assert.False(_queue.IsTaken);
    }

    /// <summary>
    /// Holds the write queue while several use cases run: a use case that bypassed the queue would complete and change a table. After the
    /// release each must complete: a use case that entered the queue twice would deadlock.
    /// </summary>
    [Fact]
    public async Task Use_cases_wait_for_the_write_queue_and_enter_it_once()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        var link = await app.AddConfirmationLinkAsync(
            new AReservation().For(performance).CreatedAt(app.Now).ExpiringAt(performance.StartsAt).Build());
        var ticket = await app.AddTicketAsync(new AReservation().For(performance).CreatedAt(app.Now).Confirmed(app.Now).Build());
        using var visitor = app.Visitor();
        using var steward = await app.StaffAsync();
        var account = await app.AddStaffAsync(StaffRoles.Door);
        using var unauthenticated = app.Visitor();
        var (reserve, confirm, door, forgot) = (
            await visitor.OpenAsync($"/performances/{performance.Id}/reserve"), await visitor.OpenAsync(link),
            await steward.OpenAsync(VisitorSteps.CheckInPath(ticket)), await unauthenticated.OpenAsync("/staff/forgot-password"));
        var before = await app.DumpTablesAsync();

        await using var db = app.Database.CreateDbContext();
        Task<BrowserResponse>[] requests;
        using (await SqliteWriteQueue.Of(db).EnterAsync(CancellationToken.None))
        {
            requests =
            [
                visitor.SubmitAsync(reserve, "main form", ("Name", "Bob"), ("Email", "bob@visitors.example"), ("PartySize", "1")),
                visitor.SubmitAsync(confirm, "main form"),
                steward.SubmitAsync(door, "main form"),
                unauthenticated.SubmitAsync(forgot, "main form", ("Email", account.Email!)),
            ];

            // Reads are not blocked; while they are answered, a use case that bypassed the queue would complete.
            for (var i = 0; i < 20; i++)
            {
                Assert.Equal(200, (await unauthenticated.OpenAsync("/")).Status);
            }

            Assert.All(requests, request => Assert.False(request.IsCompleted));
            Assert.Equal(before, await app.DumpTablesAsync());
        }

        var answers = await Task.WhenAll(requests).WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal([303, 303, 200, 303], answers.Select(answer => answer.Status));
        await app.WaitUntilMailIsSentAsync();
        Assert.NotEqual(before, await app.DumpTablesAsync());
    }

    /// <summary>Holds the lock until the given writes wait for it, then releases it and awaits them all.</summary>
    private async Task RunQueuedAsync(Func<IEnumerable<Task>> write)
    {
        List<Task> all;
        using (await _queue.EnterAsync(CancellationToken.None))
        {
            all = [.. write()];
        }

        await Task.WhenAll(all);
        Assert.False(_queue.IsTaken);
    }

    private async Task WriteAsync(string name, WritePriority priority)
    {
        using (await _queue.EnterAsync(CancellationToken.None, priority))
        {
            _order.Add(name);
        }
    }

    private static SqliteBookingDbContext OpenByPath(string file) =>
        new(
            new DbContextOptionsBuilder<SqliteBookingDbContext>().UseSqlite(
                new SqliteConnectionStringBuilder { DataSource = file }.ToString()).Options);
}
