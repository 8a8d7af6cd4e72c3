namespace BookingFlow.Web.Components;

/// <summary>Maps a failure to the picture above its text.</summary>
public static class EmptyStateIcons
{
    public static EmptyStateIconKind Of(FailureKind failure) => failure switch
    {
        FailureKind.Unexpected or FailureKind.Unavailable => EmptyStateIconKind.LightOut,
        FailureKind.ConfirmationTokenExpired => EmptyStateIconKind.Candle,
        FailureKind.TooManyRequests or FailureKind.Busy or FailureKind.FormExpired => EmptyStateIconKind.Hourglass,
        FailureKind.ConfirmationTokenUsed => EmptyStateIconKind.GoodTicket,
        FailureKind.ConfirmationTokenInvalid or FailureKind.ReservationCancelled or FailureKind.TicketInvalid or FailureKind.StaffLinkInvalid =>
            EmptyStateIconKind.TornTicket,
        FailureKind.NotEnoughSeats => EmptyStateIconKind.FullRows,
        FailureKind.BookingClosed or FailureKind.NotPermitted => EmptyStateIconKind.Curtain,
        _ => EmptyStateIconKind.GhostLight,
    };
}
