using BookingFlow.Web.Components;
using BookingFlow.Web.UseCases.Door;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace BookingFlow.Tests.Data.Writing;

/// <summary>Asserts on recorded SQL that every use case follows the lock order (docs/decisions/0014), so that deadlocks cannot occur.</summary>
public sealed class LockOrderTests
{
    private static readonly Actor Bea = new(1, "Bea");
    private readonly SqlServerFixture _sqlServer = new();

    [Fact]
    public Task Confirming_locks_first() => LocksFirstAsync(TokenPurpose.Confirmation, ReservationStatus.Pending, () => _sqlServer.ConfirmAsync());

    [Fact]
    public Task Confirming_a_group_locks_first() => LocksFirstAsync(
        TokenPurpose.Confirmation, ReservationStatus.Pending,
        () => _sqlServer.ConfirmGroup.ConfirmAsync(_sqlServer.Token, Guid.NewGuid(), CancellationToken.None));

    [Fact]
    public Task Correcting_the_address_of_a_group_locks_first() => LocksFirstAsync(
        TokenPurpose.Confirmation, ReservationStatus.Pending,
        () => _sqlServer.CorrectEmail.CorrectByPartyAsync(5, "x@example.org", clientKey: 1, CancellationToken.None));

    [Fact]
    public Task Checking_in_by_QR_code_locks_first() => LocksFirstAsync(
        TokenPurpose.CheckIn, ReservationStatus.Confirmed, () => WithCheckInPossibleAsync(_sqlServer.AdmitAsync));

    [Fact]
    public Task Checking_in_by_reference_locks_first() => LocksFirstAsync(
        TokenPurpose.CheckIn,
        ReservationStatus.Confirmed,
        () => WithCheckInPossibleAsync(() => _sqlServer.CheckInParty.AdmitAsync(
            "K7QF2M", SqlServerFixture.Steward, new Admission(Guid.NewGuid()), CancellationToken.None)));

    [Fact]
    public Task Admitting_a_walk_in_locks_first() => LocksFirstAsync(TokenPurpose.CheckIn, ReservationStatus.Confirmed, () =>
        _sqlServer.AdmitWalkIn.AdmitAsync(7, "Ada", "2", SqlServerFixture.Steward, Guid.NewGuid(), CancellationToken.None));

    [Fact]
    public Task Undoing_a_check_in_locks_first() => LocksFirstAsync(TokenPurpose.CheckIn, ReservationStatus.Confirmed, () =>
        _sqlServer.UndoCheckIn.UndoAsync(5, "Wrong party", SqlServerFixture.Steward, maySell: true, Guid.NewGuid(), CancellationToken.None));

    [Theory]
    [InlineData(8)]
    [InlineData(3)]
    public async Task Moving_a_party_locks_both_performances_in_ascending_id(int to)
    {
        await LocksFirstAsync(TokenPurpose.CheckIn, ReservationStatus.Confirmed, () =>
            _sqlServer.MoveReservation.MoveAsync(5, to, Bea, CancellationToken.None));

        Assert.Equal(2, _sqlServer.Recorder.Sent.Count(sent => sent == SqlServerFixture.Lock));
        // The parameter of the lookup, then those of the two locks.
        Assert.Equal([5, Math.Min(7, to), Math.Max(7, to)], _sqlServer.Recorder.Parameters.Take(3));
    }

    public static TheoryData<string> BoxOfficeUseCases => ["confirm", "change", "cancel", "correct", "send", "print"];

    [Theory]
    [MemberData(nameof(BoxOfficeUseCases))]
    public Task Box_office_use_cases_on_a_reservation_lock_first(string useCase) => LocksFirstAsync(
        TokenPurpose.Confirmation, ReservationStatus.Pending, useCase switch
        {
            "confirm" => () => _sqlServer.ConfirmForParty.ConfirmAsync(5, Bea, CancellationToken.None),
            "change" => () => _sqlServer.ChangePartySize.ChangeAsync(5, "3", Bea, CancellationToken.None),
            "cancel" => () => _sqlServer.CancelReservation.CancelAsync(5, true, null, Bea, CancellationToken.None),
            "correct" => () => _sqlServer.CorrectEmail.CorrectAsync(5, "x@example.org", Bea, CancellationToken.None),
            "send" => () => _sqlServer.ResendMail.SendAsync(5, Bea, CancellationToken.None),
            _ => () => _sqlServer.PrintTicket.PrintAsync(5, Bea, CancellationToken.None),
        });

    [Fact]
    public Task Selling_seats_locks_first() => LocksFirstAsync(TokenPurpose.Confirmation, ReservationStatus.Pending, () =>
        _sqlServer.SellSeats.SellAsync(7, new ReservationInput("Ada", null, null, null, "2"), Guid.NewGuid(), Bea, CancellationToken.None));

    [Theory]
    [InlineData("edit")]
    [InlineData("seats")]
    [InlineData("cancel")]
    public Task Programme_use_cases_on_a_performance_lock_first(string useCase) => LocksFirstAsync(
        TokenPurpose.Confirmation, ReservationStatus.Pending, useCase switch
        {
            "edit" => () => _sqlServer.EditPerformance.EditAsync(
                7, new PerformanceInput { Show = "1", Room = "1", Date = "2026-09-12", Time = "21:00" }, "Strike", true, 0, true, Bea, CancellationToken.None),
            "seats" => () => _sqlServer.ChangeSeats.ChangeAsync(7, "4", "2", "Sound desk", 0, Bea, CancellationToken.None),
            _ => () => _sqlServer.CancelPerformance.CancelAsync(7, "Illness", Bea, CancellationToken.None),
        });

    [Fact]
    public async Task Expiring_locks_one_performance_at_a_time()
    {
        _sqlServer.Clock.SetUtcNow(new DateTimeOffset(TestTimes.StartsAt));
        await LocksFirstAsync(
            TokenPurpose.Confirmation, ReservationStatus.Pending, () => _sqlServer.ExpireReservations.RunAsync(CancellationToken.None));

        var lookup = SqlRecorder.Parse(_sqlServer.Recorder.Sent[0]).Single();
        Assert.NotNull(((QuerySpecification)((SelectStatement)lookup).QueryExpression).OrderByClause);
        Assert.Single(_sqlServer.Recorder.Sent, sent => sent == SqlServerFixture.Lock);
    }

    [Fact]
    public Task Changing_a_room_capacity_locks_first() => LocksFirstAsync(TokenPurpose.Confirmation, ReservationStatus.Confirmed, async () =>
    {
        Assert.True(
            (
                await _sqlServer.ChangeRoomCapacity.ChangeAsync(
                    1, "50", "A row more", acknowledgedShortfall: 0, new Actor(1, "Dora"), CancellationToken.None)).Succeeded);
        Assert.Single(_sqlServer.Recorder.Sent, sent => sent == SqlServerFixture.RoomLock);
    });

    /// <summary>Makes the check-in possible: a refused one would also write its refusal in a transaction without a lock.</summary>
    private Task WithCheckInPossibleAsync(Func<Task> useCase)
    {
        _sqlServer.Clock.SetUtcNow(new DateTimeOffset(TestTimes.StartsAt));
        _sqlServer.Recorder.Rows.Remove("CheckIns");
        return useCase();
    }

    private async Task LocksFirstAsync(TokenPurpose purpose, ReservationStatus status, Func<Task> useCase)
    {
        _sqlServer.WithRows(purpose, status);
        await useCase();

        var sent = _sqlServer.Recorder.Sent;
        Assert.Contains(SqlRecorder.Begin, sent);
        Assert.All(sent.Index().Where(s => s.Item == SqlRecorder.Begin), begin => Assert.Equal(SqlServerFixture.Lock, sent[begin.Index + 1]));
    }
}
