using BookingFlow.Tests.UseCases.Reservations;
using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Door;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Door;

public sealed class CurtainReleaseOnSqliteTests() : CurtainReleaseTests(DatabaseDialect.Sqlite);

public sealed class CurtainReleaseOnSqlServerTests() : CurtainReleaseTests(DatabaseDialect.SqlServer);

/// <summary>Ten seats; ten minutes before the start, seats that are not claimed are released to others at the door.</summary>
public abstract class CurtainReleaseTests(DatabaseDialect dialect) : BoxOfficeUseCaseTests(dialect)
{
    [Fact]
    public async Task Before_the_release_a_full_performance_admits_no_walk_in()
    {
        await StoredAsync(AParty(10).Confirmed());
        SetTime(-11);

        Assert.Equal((FailureKind.NotEnoughSeats, 0), RefusalOf(await WalkInAsync(1)));
    }

    [Fact]
    public async Task After_it_walk_ins_take_what_is_not_claimed_and_no_more()
    {
        await ConfirmedInsideAsync(6);
        await StoredAsync(AParty(4).Confirmed());
        SetTime(-10);

        Assert.Equal((FailureKind.NotEnoughSeats, 4), RefusalOf(await WalkInAsync(5)));
        Assert.True((await WalkInAsync(3)).Succeeded);
        Assert.Equal((FailureKind.NotEnoughSeats, 1), RefusalOf(await WalkInAsync(2)));

        Assert.Equal((13, 3, 0), await SeatsAsync());
    }

    [Fact]
    public async Task A_late_ticket_is_admitted_while_there_is_room()
    {
        await ConfirmedInsideAsync(6);
        var late = await TicketAsync(4);
        SetTime(-10);
        await WalkInAsync(2);

        Assert.Equal((FailureKind.NotEnoughSeats, 2), RefusalOf(await AdmitAsync(late)));
        Assert.Equal(2, (await AdmitAsync(late, 2)).Value?.People);
        Assert.Equal((FailureKind.NotEnoughSeats, 0), RefusalOf(await AdmitAsync(late, 2, isRemainder: true)));

        Assert.Equal(10, await InsideAsync());
        var refused = await Host.Database.ReadAsync(db => db.ScanEvents.Where(e => e.Outcome == ScanOutcome.NoSeatsLeft).CountAsync());
        Assert.Equal(2, refused);
    }

    [Fact]
    public async Task A_party_that_was_admitted_on_paper_is_recorded_although_its_seats_were_given_to_others()
    {
        await ConfirmedInsideAsync(6);
        var late = await TicketAsync(4);
        SetTime(-10);
        await WalkInAsync(4);

        var recorded = await Host.CheckInParty.AdmitAsync(
            late, Host.Steward, new Admission(Guid.NewGuid(), RecordedLater: true), CancellationToken.None);

        Assert.Equal(4, recorded.Value?.People);
    }

    [Fact]
    public async Task A_late_cancellation_frees_only_seats_that_nobody_was_given()
    {
        await ConfirmedInsideAsync(6);
        var late = await StoredAsync(AParty(4).Confirmed());
        SetTime(-10);
        await WalkInAsync(3);

        await Host.CancelReservation.CancelAsync(late.Id, notifyParty: false, reason: null, Bea, CancellationToken.None);

        Assert.Equal((9, 0, 1), await SeatsAsync());
        Assert.Equal((FailureKind.NotEnoughSeats, 1), RefusalOf(await WalkInAsync(2)));
    }

    [Fact]
    public async Task A_waiting_party_is_admitted_at_the_door_also_after_the_list_has_closed()
    {
        await ConfirmedInsideAsync(6);
        await StoredAsync(AParty(4).Confirmed());
        var waiting = await StoredAsync(AParty(3).Waiting());
        SetTime(-60);
        await Host.CloseWaitingLists.RunAsync(CancellationToken.None);
        var request = Guid.NewGuid();
        Assert.Equal((FailureKind.NotEnoughSeats, 0), RefusalOf(await AdmitWaitingAsync(waiting, "2", request)));

        SetTime(-10);
        Assert.Equal((FailureKind.InvalidInput, null), RefusalOf(await AdmitWaitingAsync(waiting, "4", request)));
        Assert.Equal(2, (await AdmitWaitingAsync(waiting, "2", request)).Value?.People);
        Assert.Equal(2, (await AdmitWaitingAsync(waiting, "2", request)).Value?.People);
        Assert.Equal(FailureKind.AlreadyCheckedIn, RefusalOf(await AdmitWaitingAsync(waiting, "2", Guid.NewGuid())).Kind);

        Assert.Equal(ReservationStatus.Confirmed, (await Host.ReservationAsync(waiting.Id)).Status);
        Assert.Equal((12, 2, 0), await SeatsAsync());
    }

    [Fact]
    public async Task Twelve_walk_ins_at_once_never_fill_more_seats_than_there_are()
    {
        await ConfirmedInsideAsync(6);
        await StoredAsync(AParty(4).Confirmed());
        SetTime(-10);

        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => WalkInAsync(1))));

        Assert.Equal(4, results.Count(result => result.Succeeded));
        Assert.Equal((10, (14, 4, 0)), (await InsideAsync(), await SeatsAsync()));
    }

    private void SetTime(int minutesFromStart)
    {
        Performance.CurtainReleaseMinutes = 10;
        using (var db = Host.Database.CreateDbContext())
        {
            db.Performances.ExecuteUpdate(set => set.SetProperty(p => p.CurtainReleaseMinutes, 10));
        }

        Host.Clock.SetUtcNow(new DateTimeOffset(Performance.StartsAt.AddMinutes(minutesFromStart)));
    }

    private async Task ConfirmedInsideAsync(int people) => await CheckInAsync(await StoredAsync(AParty(people).Confirmed()));

    private async Task<Token> TicketAsync(int people)
    {
        var party = await StoredAsync(AParty(people).Confirmed());
        var ticket = Token.New();
        await using var db = Host.Database.CreateDbContext();
        db.Attach(party);
        db.Add(ReservationToken.Of(ticket.CheckIn, TokenPurpose.CheckIn, party, Now));
        await db.SaveChangesAsync();
        return ticket.CheckIn;
    }

    private Task<Result<AdmittedParty>> WalkInAsync(int people) =>
        Host.AdmitWalkIn.AdmitAsync(Performance.Id, "Walk-in", $"{people}", Host.Steward, Guid.NewGuid(), CancellationToken.None);

    private Task<Result<AdmittedParty>> AdmitWaitingAsync(Reservation party, string people, Guid request) =>
        Host.AdmitWaitingParty.AdmitAsync(party.Id, people, Host.Steward, request, CancellationToken.None);

    private Task<Result<AdmittedParty>> AdmitAsync(Token checkIn, int? people = null, bool isRemainder = false) => Host.CheckInParty.AdmitAsync(
        checkIn, Host.Steward, new Admission(Guid.NewGuid(), people, IsRemainder: isRemainder), CancellationToken.None);

    private static (FailureKind Kind, int? SeatsLeft) RefusalOf(Result<AdmittedParty> result) => (result.Failure!.Kind, result.Failure.SeatsLeft);

    private Task<int> InsideAsync() => Host.Database.ReadAsync(db => db.CheckIns.SumAsync(c => c.People));

    /// <summary>Confirmed seats, released seats, and seats left.</summary>
    private async Task<(int Confirmed, int Released, int Left)> SeatsAsync()
    {
        var performance = await Host.PerformanceAsync(Performance.Id);
        return (performance.ConfirmedSeats, performance.ReleasedSeats, performance.SeatsLeft);
    }
}
