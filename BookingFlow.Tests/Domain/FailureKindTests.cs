namespace BookingFlow.Tests.Domain;

public sealed class FailureKindTests
{
    [Fact]
    public void The_failures_stand_in_the_order_in_which_the_house_checks_them() => Assert.Equal(
        [
            "TooManyRequests", "FormExpired", "NotSignedIn", "NotPermitted", "InvalidInput", "ShowNotFound", "PerformanceNotFound",
            "NotFound", "StaffLinkInvalid", "NotPossible", "BookingClosed",
            "ConfirmationTokenInvalid", "ReservationCancelled", "ConfirmationTokenUsed", "ConfirmationTokenExpired", "NotEnoughSeats",
            "SeatsBelowConfirmed",
            "TicketInvalid", "ReservationNotConfirmed", "WrongPerformance", "OutsideCheckInWindow", "AlreadyCheckedIn", "Busy", "Unexpected",
        ],
        Enum.GetNames<FailureKind>());
}
