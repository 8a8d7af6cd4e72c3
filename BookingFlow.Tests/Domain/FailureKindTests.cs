namespace BookingFlow.Tests.Domain;

public sealed class FailureKindTests
{
    [Fact]
    public void Failures_are_declared_in_the_order_in_which_they_are_checked() => Assert.Equal(
        [
            "TooManyRequests", "FormExpired", "NotSignedIn", "NotPermitted", "InvalidInput", "ShowNotFound", "PerformanceNotFound",
            "NotFound", "StaffLinkInvalid", "NotPossible", "BookingClosed",
            "ConfirmationTokenInvalid", "ReservationCancelled", "ConfirmationTokenUsed", "ConfirmationTokenExpired", "NotEnoughSeats",
            "SeatsBelowConfirmed",
            "TicketInvalid", "ReservationNotConfirmed", "WrongPerformance", "OutsideCheckInWindow", "AlreadyCheckedIn", "Busy", "Unavailable",
            "Unexpected",
        ],
        Enum.GetNames<FailureKind>());
}
