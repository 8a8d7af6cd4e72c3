using BookingFlow.Web.Components;
using BookingFlow.Web.UseCases.Door;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace BookingFlow.Tests.Data.Writing;

/// <summary>The one lock order (docs/decisions/0014), as SQL Server would see it: so deadlocks cannot form.</summary>
public sealed class LockOrderTests
{
    private static readonly Actor Bea = new(1, "Bea");
    private readonly SqlServerDatabase _house = new();

    [Fact]
    public Task Confirming() => LocksFirstAsync(TokenPurpose.Confirmation, ReservationStatus.Pending, () => _house.ConfirmAsync());

    [Fact]
    public Task Letting_in_by_the_code() => LocksFirstAsync(TokenPurpose.CheckIn, ReservationStatus.Confirmed, () => OutsideAsync(_house.AdmitAsync));

    [Fact]
    public Task Letting_in_by_the_reference() => LocksFirstAsync(TokenPurpose.CheckIn, ReservationStatus.Confirmed, () => OutsideAsync(() =>
        _house.CheckInParty.AdmitAsync("K7QF2M", SqlServerDatabase.Steward, new Admission(Guid.NewGuid()), CancellationToken.None)));

    [Fact]
    public Task Letting_in_whoever_has_no_reservation() => LocksFirstAsync(TokenPurpose.CheckIn, ReservationStatus.Confirmed, () =>
        _house.AdmitWalkIn.AdmitAsync(7, "Ada", "2", SqlServerDatabase.Steward, Guid.NewGuid(), CancellationToken.None));

    [Fact]
    public Task Taking_a_check_in_back() => LocksFirstAsync(TokenPurpose.CheckIn, ReservationStatus.Confirmed, () =>
        _house.UndoCheckIn.UndoAsync(5, "Wrong party", SqlServerDatabase.Steward, maySell: true, Guid.NewGuid(), CancellationToken.None));

    [Theory]
    [InlineData(8)]
    [InlineData(3)]
    public async Task Moving_a_party_locks_both_evenings_the_lower_id_first(int to)
    {
        await LocksFirstAsync(TokenPurpose.CheckIn, ReservationStatus.Confirmed, () =>
            _house.MoveReservation.MoveAsync(5, to, Bea, CancellationToken.None));

        Assert.Equal(2, _house.Wire.Sent.Count(sent => sent == SqlServerDatabase.Lock));
        // The lookup's, then those of the two locks.
        Assert.Equal([5, Math.Min(7, to), Math.Max(7, to)], _house.Wire.Parameters.Take(3));
    }

    public static TheoryData<string> ActsOfTheDesk => ["confirm", "change", "cancel", "correct", "send", "print"];

    [Theory]
    [MemberData(nameof(ActsOfTheDesk))]
    public Task What_the_desk_does_to_a_reservation(string act) => LocksFirstAsync(TokenPurpose.Confirmation, ReservationStatus.Pending, act switch
    {
        "confirm" => () => _house.ConfirmForParty.ConfirmAsync(5, Bea, CancellationToken.None),
        "change" => () => _house.ChangePartySize.ChangeAsync(5, "3", Bea, CancellationToken.None),
        "cancel" => () => _house.CancelReservation.CancelAsync(5, true, null, Bea, CancellationToken.None),
        "correct" => () => _house.CorrectEmail.CorrectAsync(5, "x@example.org", Bea, CancellationToken.None),
        "send" => () => _house.ResendMail.SendAsync(5, Bea, CancellationToken.None),
        _ => () => _house.PrintTicket.PrintAsync(5, Bea, CancellationToken.None),
    });

    [Fact]
    public Task Selling_at_the_counter() => LocksFirstAsync(TokenPurpose.Confirmation, ReservationStatus.Pending, () =>
        _house.SellSeats.SellAsync(7, new ReservationInput("Ada", null, null, null, "2"), Guid.NewGuid(), Bea, CancellationToken.None));

    [Theory]
    [InlineData("edit")]
    [InlineData("seats")]
    [InlineData("call off")]
    public Task What_the_house_does_to_a_performance(string act) => LocksFirstAsync(TokenPurpose.Confirmation, ReservationStatus.Pending, act switch
    {
        "edit" => () => _house.EditPerformance.EditAsync(
            7, new PerformanceInput { Show = "1", Room = "1", Date = "2026-09-12", Time = "21:00" }, "Strike", true, 0, Bea, CancellationToken.None),
        "seats" => () => _house.ChangeSeats.ChangeAsync(7, "4", "2", "Sound desk", 0, Bea, CancellationToken.None),
        _ => () => _house.CancelPerformance.CancelAsync(7, "Illness", Bea, CancellationToken.None),
    });

    [Fact]
    public async Task Expiring_one_performance_after_another_and_never_two_at_once()
    {
        _house.Clock.SetUtcNow(new DateTimeOffset(AMoment.CurtainUp));
        await LocksFirstAsync(TokenPurpose.Confirmation, ReservationStatus.Pending, () => _house.ExpireReservations.RunAsync(CancellationToken.None));

        var lookup = SqlRecorder.Parse(_house.Wire.Sent[0]).Single();
        Assert.NotNull(((QuerySpecification)((SelectStatement)lookup).QueryExpression).OrderByClause);
        Assert.Single(_house.Wire.Sent, sent => sent == SqlServerDatabase.Lock);
    }

    [Fact]
    public Task Changing_the_seats_of_a_room() => LocksFirstAsync(TokenPurpose.Confirmation, ReservationStatus.Confirmed, async () =>
    {
        Assert.True(
            (
                await _house.ChangeRoomCapacity.ChangeAsync(
                    1, "50", "A row more", accepted: 0, new Actor(1, "Dora"), CancellationToken.None)).Succeeded);
        Assert.Single(_house.Wire.Sent, sent => sent == SqlServerDatabase.RoomLock);
    });

    // Too early, or inside already, a party would be refused, and that is only remembered: nothing that a lock protects.
    private Task OutsideAsync(Func<Task> act)
    {
        _house.Clock.SetUtcNow(new DateTimeOffset(AMoment.CurtainUp));
        _house.Wire.Rows.Remove("CheckIns");
        return act();
    }

    private async Task LocksFirstAsync(TokenPurpose purpose, ReservationStatus status, Func<Task> act)
    {
        _house.Stored(purpose, status);
        await act();

        var sent = _house.Wire.Sent;
        Assert.Contains(SqlRecorder.Begin, sent);
        Assert.All(sent.Index().Where(s => s.Item == SqlRecorder.Begin), begin => Assert.Equal(SqlServerDatabase.Lock, sent[begin.Index + 1]));
    }
}
