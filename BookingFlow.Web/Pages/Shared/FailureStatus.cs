using System.Globalization;

namespace BookingFlow.Web.Pages.Shared;

/// <summary>Maps failures to HTTP status codes.</summary>
public static class FailureStatus
{
    public static int Of(FailureKind kind) => kind switch
    {
        FailureKind.TooManyRequests => StatusCodes.Status429TooManyRequests,
        FailureKind.FormExpired => StatusCodes.Status400BadRequest,
        FailureKind.NotSignedIn => StatusCodes.Status302Found,
        FailureKind.NotPermitted => StatusCodes.Status403Forbidden,
        FailureKind.InvalidInput => StatusCodes.Status400BadRequest,
        FailureKind.ShowNotFound => StatusCodes.Status404NotFound,
        FailureKind.PerformanceNotFound => StatusCodes.Status404NotFound,
        FailureKind.NotFound => StatusCodes.Status404NotFound,
        FailureKind.StaffLinkInvalid => StatusCodes.Status410Gone,
        FailureKind.NotPossible => StatusCodes.Status409Conflict,
        FailureKind.BookingClosed => StatusCodes.Status409Conflict,
        FailureKind.ConfirmationTokenInvalid => StatusCodes.Status404NotFound,
        FailureKind.ReservationCancelled => StatusCodes.Status410Gone,
        FailureKind.ConfirmationTokenUsed => StatusCodes.Status409Conflict,
        FailureKind.ConfirmationTokenExpired => StatusCodes.Status410Gone,
        FailureKind.NotEnoughSeats => StatusCodes.Status409Conflict,
        FailureKind.SeatsBelowConfirmed => StatusCodes.Status409Conflict,
        FailureKind.TicketInvalid => StatusCodes.Status404NotFound,
        FailureKind.ReservationNotConfirmed => StatusCodes.Status409Conflict,
        FailureKind.WrongPerformance => StatusCodes.Status409Conflict,
        FailureKind.OutsideCheckInWindow => StatusCodes.Status409Conflict,
        FailureKind.AlreadyCheckedIn => StatusCodes.Status409Conflict,
        FailureKind.Busy => StatusCodes.Status503ServiceUnavailable,
        FailureKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        FailureKind.Unexpected => StatusCodes.Status500InternalServerError,
    };

    /// <summary>Sets Retry-After in whole seconds, rounded up so that a retry is never too early; sets nothing for failures without one.</summary>
    public static void SetRetryAfter(HttpResponse response, Failure failure)
    {
        if (failure.RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }
    }
}
