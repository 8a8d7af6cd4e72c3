using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Hosting.Health;
using BookingFlow.Web.Telemetry;
using BookingFlow.Web.UseCases.Door;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Telemetry;

/// <summary>Metrics recorded by use cases, without the web pages.</summary>
public sealed class BookingMetricsTests : IAsyncLifetime
{
    private readonly Performance _performance = new APerformance().WithCapacity(10).Build();
    private readonly Guid _request = Guid.NewGuid();
    private UseCaseHost _host = null!;

    private TestMetrics Metrics => _host.Database.Metrics;

    public async ValueTask InitializeAsync() => _host = await UseCaseHost.CreateAsync(DatabaseDialect.Sqlite);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_reservation_is_counted_once_for_repeated_submissions_and_never_when_refused()
    {
        using var reservations = Metrics.Collect<int>("bookingflow.reservations");
        await _host.Database.AddAsync(_performance);
        for (var i = 0; i < 2; i++)
        {
            Assert.True((await ReserveAsync("2")).Succeeded);
        }

        Assert.False((await ReserveAsync("11")).Succeeded);
        Assert.Equal(1, reservations.Total());
    }

    [Fact]
    public async Task A_confirmation_is_counted_once_with_its_seats()
    {
        using var confirmations = Metrics.Collect<int>("bookingflow.confirmations");
        using var seats = Metrics.Collect<int>("bookingflow.confirmations.seats");
        var link = await _host.AddConfirmationLinkAsync(new AReservation().For(_performance).OfParty(4).Build());
        for (var i = 0; i < 2; i++)
        {
            Assert.True((await _host.ConfirmReservation.ConfirmAsync(link, _request, smallerParty: 3, CancellationToken.None)).Succeeded);
        }

        Assert.False((await _host.ConfirmReservation.ConfirmAsync(link, Guid.NewGuid(), null, CancellationToken.None)).Succeeded);
        Assert.Equal((1, 3), (confirmations.Total(), seats.Total()));
    }

    [Fact]
    public async Task A_check_in_is_counted_once_with_all_its_people()
    {
        using var checkIns = Metrics.Collect<int>("bookingflow.check_ins");
        using var people = Metrics.Collect<int>("bookingflow.check_ins.people");
        var code = await _host.AddTicketAsync(new AReservation().For(_performance).OfParty(5).InStatus(ReservationStatus.Confirmed).Build());
        _host.Clock.SetUtcNow(new DateTimeOffset(TestTimes.StartsAt));
        for (var i = 0; i < 2; i++)
        {
            Assert.True((await _host.CheckInParty.AdmitAsync(code, _host.Steward, new Admission(_request), CancellationToken.None)).Succeeded);
        }

        Assert.False(
            (await _host.CheckInParty.AdmitAsync(code, _host.OtherSteward, new Admission(Guid.NewGuid()), CancellationToken.None)).Succeeded);
        Assert.Equal((1, 5), (checkIns.Total(), people.Total()));
    }

    [Fact]
    public async Task The_wait_for_the_write_queue_is_measured()
    {
        using var collector = Metrics.Collect<double>("bookingflow.lock.wait");
        var (clock, write) = MeasuredBy(_host.Database, Metrics);
        var (started, finish) = (new TaskCompletionSource(), new TaskCompletionSource());
        var first = write.RunAsync<string>(
            actor: null,
            async _ =>
            {
                started.SetResult();
                await finish.Task;
                return "done";
            },
            CancellationToken.None);
        await started.Task;
        var second = write.RunAsync<string>(actor: null, _ => Task.FromResult<Result<string>>("done"), CancellationToken.None);

        clock.Advance(TimeSpan.FromSeconds(3));
        finish.SetResult();
        await Task.WhenAll(first, second);

        Assert.Equal([0, 3], collector.GetMeasurementSnapshot().Select(m => m.Value).Order());
    }

    [Fact]
    public async Task On_SQL_Server_the_measured_wait_ends_when_the_performance_is_locked()
    {
        var sqlServer = new SqlServerFixture().WithRows(TokenPurpose.Confirmation, ReservationStatus.Pending);
        using var waits = sqlServer.Metrics.Collect<double>("bookingflow.lock.wait");
        var (clock, write) = MeasuredBy(sqlServer.Recorder, sqlServer.Metrics);
        sqlServer.Recorder.Fault = sent =>
        {
            clock.Advance(TimeSpan.FromSeconds(IsLock(sent) ? 2 : 0));
            return null;
        };

        await write.RunAsync<string>(
            actor: null,
            async context =>
            {
                await PerformanceLock.WaitAsync(context.Db, [7], context.Cancellation);
                clock.Advance(TimeSpan.FromSeconds(5));
                return "done";
            },
            CancellationToken.None);

        Assert.Equal(2, Assert.Single(waits.GetMeasurementSnapshot()).Value);
    }

    [Fact]
    public async Task A_write_that_ends_as_busy_has_its_wait_measured()
    {
        var sqlServer = new SqlServerFixture().WithRows(TokenPurpose.Confirmation, ReservationStatus.Pending);
        using var waits = sqlServer.Metrics.Collect<double>("bookingflow.lock.wait");
        using var confirmations = sqlServer.Metrics.Collect<int>("bookingflow.confirmations");
        sqlServer.Recorder.Fault = sent => IsLock(sent) ? SqlServerFault.Of(SqlServerFault.LockTimeout) : null;
        Assert.Equal(FailureKind.Busy, (await sqlServer.ConfirmAsync()).Failure?.Kind);
        Assert.Single(waits.GetMeasurementSnapshot());
        Assert.Equal(0, confirmations.Total());
    }

    [Fact]
    public void The_mail_backlog_gauge_reports_the_last_reading_and_nothing_before_the_first()
    {
        using var backlog = Metrics.Collect<int>("bookingflow.mail.backlog");
        _ = Metrics.Booking;
        backlog.RecordObservableInstruments();
        Assert.Empty(backlog.GetMeasurementSnapshot());

        Metrics.Booking.MailBacklog = (7, 2);
        backlog.RecordObservableInstruments();
        Assert.Equal([(7, "state=owed"), (2, "state=late")], backlog.GetMeasurementSnapshot().Select(m => m.Value).Zip(backlog.Tags()));
    }

    [Fact]
    public async Task The_health_gauge_reports_the_checks_as_last_run_and_nothing_before()
    {
        using var health = Metrics.Collect<double>("bookingflow.health");
        var publisher = new HealthMetricsPublisher(Metrics.Booking);
        health.RecordObservableInstruments();
        Assert.Empty(health.GetMeasurementSnapshot());

        await publisher.PublishAsync(Report(("disk", HealthStatus.Unhealthy), ("backup", HealthStatus.Degraded), ("write", HealthStatus.Healthy)), default);
        health.RecordObservableInstruments();
        Assert.Equal(
            [(0, "check=disk"), (0.5, "check=backup"), (1, "check=write")],
            health.GetMeasurementSnapshot().Select(m => m.Value).Zip(health.Tags()));

        static HealthReport Report(params (string Name, HealthStatus Status)[] checks) => new(
            checks.ToDictionary(c => c.Name, c => new HealthReportEntry(c.Status, null, TimeSpan.Zero, null, null)), TimeSpan.Zero);
    }

    /// <summary>Creates write transactions that measure their waits with a clock that the test advances.</summary>
    private static (FakeTimeProvider Clock, WriteTransaction Write) MeasuredBy(IDbContextFactory<BookingDbContext> database, TestMetrics metrics)
    {
        var clock = new FakeTimeProvider();
        return (clock, WriteTransactions.Create(database, new BookingMetrics(metrics.Meters, clock)));
    }

    private static bool IsLock(string sent) => sent.Contains("UPDLOCK", StringComparison.Ordinal);

    private Task<Result<Reservation>> ReserveAsync(string people) => _host.ReserveSeats.ReserveAsync(
        _performance.Id, new ReservationInput("Ada", "ada@example.org", "", "", people), _request, CancellationToken.None);
}
