using BookingFlow.Web.UseCases.Door;

namespace BookingFlow.Tests.UseCases.Reservations;

/// <summary>
/// The box office moves a reservation to another performance between a use case's lookup and its lock, so that the wrong
/// performance is locked. The use case returns Busy; a retry locks the new performance.
/// </summary>
public sealed class ConcurrentMoveTests
{
    private static readonly Actor Bea = new(1, "Bea");
    private readonly SqlServerFixture _database = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Scan_of_a_party_being_moved_returns_Busy_and_is_not_recorded(bool byCode)
    {
        SimulateMoveDuringLock(TokenPurpose.CheckIn, ReservationStatus.Confirmed);

        var result = byCode
            ? await _database.AdmitAsync()
            : await _database.CheckInParty.AdmitAsync("K7QF2M", SqlServerFixture.Steward, new Admission(Guid.NewGuid()), CancellationToken.None);

        Assert.Equal(FailureKind.Busy, result.Failure?.Kind);
        // Nor is a refused scan recorded.
        AssertNothingCommitted();
    }

    [Fact]
    public async Task Confirming_a_reservation_being_moved_returns_Busy()
    {
        SimulateMoveDuringLock(TokenPurpose.Confirmation, ReservationStatus.Pending);

        Assert.Equal(FailureKind.Busy, (await _database.ConfirmAsync()).Failure?.Kind);
        AssertNothingCommitted();
    }

    [Fact]
    public async Task Box_office_use_cases_on_a_reservation_being_moved_return_Busy()
    {
        SimulateMoveDuringLock(TokenPurpose.CheckIn, ReservationStatus.Confirmed);
        Assert.Equal(
            FailureKind.Busy, (await _database.CancelReservation.CancelAsync(5, notifyParty: true, null, Bea, CancellationToken.None)).Failure?.Kind);

        SimulateMoveDuringLock(TokenPurpose.CheckIn, ReservationStatus.Confirmed);
        Assert.Equal(FailureKind.Busy, (await _database.MoveReservation.MoveAsync(5, 7, Bea, CancellationToken.None)).Failure?.Kind);
        AssertNothingCommitted();
    }

    private void SimulateMoveDuringLock(TokenPurpose purpose, ReservationStatus status)
    {
        _database.WithRows(purpose, status).Recorder.Rows.Remove("CheckIns");
        _database.Recorder.Fault = sent =>
        {
            if (sent.TrimEnd() == SqlServerFixture.Lock)
            {
                _database.Recorder.Rows["Reservations"]["PerformanceId"] = 8;
            }

            return null;
        };
    }

    private void AssertNothingCommitted()
    {
        Assert.Contains(SqlServerFixture.Lock, _database.Recorder.Sent);
        Assert.DoesNotContain(SqlRecorder.Commit, _database.Recorder.Sent);
    }
}
