using BookingFlow.Web.UseCases.Door;

namespace BookingFlow.Tests.UseCases.Reservations;

/// <summary>
/// The box office moves a party to another evening in the very moment in which something else is asked of it: what was
/// about to be locked is not its performance any more. Whoever asks again is answered for the new evening.
/// </summary>
public sealed class MovedMeanwhileTests
{
    private static readonly Actor Bea = new(1, "Bea");
    private readonly SqlServerDatabase _house = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_party_that_is_scanned_is_not_called_a_stranger_but_scanned_once_more(bool byCode)
    {
        MovedWhileLocked(TokenPurpose.CheckIn, ReservationStatus.Confirmed);

        var told = byCode
            ? await _house.AdmitAsync()
            : await _house.CheckInParty.AdmitAsync("K7QF2M", SqlServerDatabase.Steward, new Admission(Guid.NewGuid()), CancellationToken.None);

        Assert.Equal(FailureKind.Busy, told.Failure?.Kind);
        // Neither is it written into the door's history.
        NothingIsWritten();
    }

    [Fact]
    public async Task A_visitor_who_confirms_is_not_told_that_the_link_is_unknown()
    {
        MovedWhileLocked(TokenPurpose.Confirmation, ReservationStatus.Pending);

        Assert.Equal(FailureKind.Busy, (await _house.ConfirmAsync()).Failure?.Kind);
        NothingIsWritten();
    }

    [Fact]
    public async Task What_is_done_at_the_desk_waits_as_well()
    {
        MovedWhileLocked(TokenPurpose.CheckIn, ReservationStatus.Confirmed);
        Assert.Equal(
            FailureKind.Busy, (await _house.CancelReservation.CancelAsync(5, tellTheParty: true, null, Bea, CancellationToken.None)).Failure?.Kind);

        MovedWhileLocked(TokenPurpose.CheckIn, ReservationStatus.Confirmed);
        Assert.Equal(FailureKind.Busy, (await _house.MoveReservation.MoveAsync(5, 7, Bea, CancellationToken.None)).Failure?.Kind);
        NothingIsWritten();
    }

    private void MovedWhileLocked(TokenPurpose purpose, ReservationStatus status)
    {
        _house.Stored(purpose, status).Wire.Rows.Remove("CheckIns");
        _house.Wire.Fault = sent =>
        {
            if (sent.TrimEnd() == SqlServerDatabase.Lock)
            {
                _house.Wire.Rows["Reservations"]["PerformanceId"] = 8;
            }

            return null;
        };
    }

    private void NothingIsWritten()
    {
        Assert.Contains(SqlServerDatabase.Lock, _house.Wire.Sent);
        Assert.DoesNotContain(SqlRecorder.Commit, _house.Wire.Sent);
    }
}
