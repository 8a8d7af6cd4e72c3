using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Telemetry;
using BookingFlow.Web.UseCases.Door;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Telemetry;

/// <summary>What a house counts while it sells and admits, without its web pages.</summary>
public sealed class BookingMetricsTests : IAsyncLifetime
{
    private readonly Performance _performance = new APerformance().WithCapacity(10).Build();
    private readonly Guid _request = Guid.NewGuid();
    private UseCaseHost _house = null!;

    private CountedMetrics Counted => _house.Database.Counted;

    public async ValueTask InitializeAsync() => _house = await UseCaseHost.CreateAsync(DatabaseDialect.Sqlite);

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_reservation_counts_once_however_often_its_form_arrives_and_a_refused_one_never()
    {
        using var reservations = Counted.Collect<int>("bookingflow.reservations");
        await _house.Database.AddAsync(_performance);
        for (var i = 0; i < 2; i++)
        {
            Assert.True((await ReserveAsync("2")).Succeeded);
        }

        Assert.False((await ReserveAsync("11")).Succeeded);
        Assert.Equal(1, reservations.Total());
    }

    [Fact]
    public async Task A_confirmation_counts_once_with_the_seats_that_it_took()
    {
        using var confirmations = Counted.Collect<int>("bookingflow.confirmations");
        using var seats = Counted.Collect<int>("bookingflow.confirmations.seats");
        var link = await _house.MailedLinkAsync(new AReservation().For(_performance).OfParty(4).Build());
        for (var i = 0; i < 2; i++)
        {
            Assert.True((await _house.ConfirmReservation.ConfirmAsync(link, _request, smallerParty: 3, CancellationToken.None)).Succeeded);
        }

        Assert.False((await _house.ConfirmReservation.ConfirmAsync(link, Guid.NewGuid(), null, CancellationToken.None)).Succeeded);
        Assert.Equal((1, 3), (confirmations.Total(), seats.Total()));
    }

    [Fact]
    public async Task A_party_that_is_let_in_counts_once_with_all_its_people()
    {
        using var checkIns = Counted.Collect<int>("bookingflow.check_ins");
        using var people = Counted.Collect<int>("bookingflow.check_ins.people");
        var code = await _house.TicketAsync(new AReservation().For(_performance).OfParty(5).InStatus(ReservationStatus.Confirmed).Build());
        _house.Clock.SetUtcNow(new DateTimeOffset(AMoment.CurtainUp));
        for (var i = 0; i < 2; i++)
        {
            Assert.True((await _house.CheckInParty.AdmitAsync(code, _house.Steward, new Admission(_request), CancellationToken.None)).Succeeded);
        }

        Assert.False(
            (await _house.CheckInParty.AdmitAsync(code, _house.OtherSteward, new Admission(Guid.NewGuid()), CancellationToken.None)).Succeeded);
        Assert.Equal((1, 5), (checkIns.Total(), people.Total()));
    }

    [Fact]
    public async Task A_write_behind_another_has_its_wait_measured_and_the_first_has_none()
    {
        using var collector = Counted.Collect<double>("bookingflow.lock.wait");
        var (clock, write) = MeasuredBy(_house.Database, Counted);
        var (inside, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var first = write.RunAsync<string>(
            actor: null,
            async _ =>
            {
                inside.SetResult();
                await goOn.Task;
                return "done";
            },
            CancellationToken.None);
        await inside.Task;
        var second = write.RunAsync<string>(actor: null, _ => Task.FromResult<Result<string>>("done"), CancellationToken.None);

        clock.Advance(TimeSpan.FromSeconds(3));
        goOn.SetResult();
        await Task.WhenAll(first, second);

        Assert.Equal([0, 3], collector.GetMeasurementSnapshot().Select(m => m.Value).Order());
    }

    [Fact]
    public async Task On_sql_server_the_wait_lasts_until_the_performance_is_locked()
    {
        var house = new SqlServerDatabase().Stored(TokenPurpose.Confirmation, ReservationStatus.Pending);
        using var waits = house.Counted.Collect<double>("bookingflow.lock.wait");
        var (clock, write) = MeasuredBy(house.Wire, house.Counted);
        house.Wire.Fault = sent =>
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
    public async Task Whoever_was_told_that_the_house_is_busy_has_waited_too()
    {
        var house = new SqlServerDatabase().Stored(TokenPurpose.Confirmation, ReservationStatus.Pending);
        using var waits = house.Counted.Collect<double>("bookingflow.lock.wait");
        using var confirmations = house.Counted.Collect<int>("bookingflow.confirmations");
        house.Wire.Fault = sent => IsLock(sent) ? SqlServerFault.Of(SqlServerFault.LockTimeout) : null;
        Assert.Equal(FailureKind.Busy, (await house.ConfirmAsync()).Failure?.Kind);
        Assert.Single(waits.GetMeasurementSnapshot());
        Assert.Equal(0, confirmations.Total());
    }

    [Fact]
    public void Owed_mail_is_told_as_it_was_read_last_and_not_at_all_while_it_is_not_known()
    {
        using var backlog = Counted.Collect<int>("bookingflow.mail.backlog");
        _ = Counted.House;
        backlog.RecordObservableInstruments();
        Assert.Empty(backlog.GetMeasurementSnapshot());

        Counted.House.MailBacklog = (7, 2);
        backlog.RecordObservableInstruments();
        Assert.Equal([(7, "state=owed"), (2, "state=late")], backlog.GetMeasurementSnapshot().Select(m => m.Value).Zip(backlog.Tags()));
    }

    /// <summary>Writes whose waits are measured by a clock that the test advances.</summary>
    private static (FakeTimeProvider Clock, WriteTransaction Write) MeasuredBy(IDbContextFactory<BookingDbContext> database, CountedMetrics counted)
    {
        var clock = new FakeTimeProvider();
        return (clock, Writes.To(database, new BookingMetrics(counted.Meters, clock)));
    }

    private static bool IsLock(string sent) => sent.Contains("UPDLOCK", StringComparison.Ordinal);

    private Task<Result<Reservation>> ReserveAsync(string people) => _house.ReserveSeats.ReserveAsync(
        _performance.Id, new ReservationInput("Ada", "ada@example.org", "", "", people), _request, CancellationToken.None);
}
