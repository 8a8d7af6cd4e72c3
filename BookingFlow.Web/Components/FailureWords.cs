using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Components;

/// <summary>Texts of every failure. The switches have no default arm, so that a kind without a text is a build error.</summary>
public static class FailureWords
{
    /// <summary>Up to this long before the doors open, the text also says how long to wait.</summary>
    private static readonly TimeSpan MaxWaitShown = TimeSpan.FromHours(3);

    /// <summary>Returns the text of a failure.</summary>
    /// <param name="now">The current time (UTC), to add how long ago a check-in was or how long to wait; null to leave that out.</param>
    public static FailureText Of(Failure failure, IStringLocalizer<Words> t, Venue venue, DateTime? now = null) => failure.Kind switch
    {
        FailureKind.TooManyRequests => new(
            t["Failure.TooManyRequests.Title"],
            new(t["Failure.TooManyRequests.Happened"]),
            new(t["Failure.TooManyRequests.Next"], t.Wait(failure.RetryAfter ?? TimeSpan.FromMinutes(1)))),
        FailureKind.FormExpired => new(
            t["Failure.FormExpired.Title"], new(t["Failure.FormExpired.Happened"]), new(t["Failure.FormExpired.Next"])),
        FailureKind.NotSignedIn => new(
            t["Failure.NotSignedIn.Title"], new(t["Failure.NotSignedIn.Happened"]), new(t["Failure.NotSignedIn.Next"]),
            new(PublicLinks.SignInPath, t["Failure.Link.SignIn"])),
        FailureKind.NotPermitted => new(
            t["Failure.NotPermitted.Title"], new(t["Failure.NotPermitted.Happened"]), new(t["Failure.NotPermitted.Next"])),
        FailureKind.InvalidInput => new(
            t["Failure.InvalidInput.Title"], new(t["Failure.InvalidInput.Happened"]), new(t["Failure.InvalidInput.Next"])),
        FailureKind.ShowNotFound => new(
            t["Failure.ShowNotFound.Title"], new(t["Failure.ShowNotFound.Happened"]), new(t["Failure.ShowNotFound.Next"]), ShowsLink(t)),
        FailureKind.PerformanceNotFound => new(
            t["Failure.PerformanceNotFound.Title"], new(
                t["Failure.PerformanceNotFound.Happened"]), new(t["Failure.PerformanceNotFound.Next"]), ShowsLink(t)),
        FailureKind.NotFound => new(
            t["Failure.NotFound.Title"], new(t["Failure.NotFound.Happened"]), new(t["Failure.NotFound.Next"])),
        FailureKind.StaffLinkInvalid => new(
            t["Failure.StaffLinkInvalid.Title"], new(t["Failure.StaffLinkInvalid.Happened"]), new(t["Failure.StaffLinkInvalid.Next"]),
            new(PublicLinks.SignInPath, t["Failure.Link.SignIn"])),
        FailureKind.NotPossible when failure.Obstacle is null => new(
            t["Failure.NotPossible.Title"], new(t["Failure.NotPossible.Happened"]), new(t["Failure.NotPossible.Next"])),
        FailureKind.NotPossible => new(
            t["Failure.NotPossible.Title"],
            new(t[$"Failure.NotPossible.{failure.Obstacle}.Happened"]),
            new(t[$"Failure.NotPossible.{failure.Obstacle}.Next"])),
        FailureKind.BookingClosed => BookingClosed(failure, t),
        FailureKind.ConfirmationTokenInvalid => new(
            t["Failure.ConfirmationTokenInvalid.Title"],
            new(t["Failure.ConfirmationTokenInvalid.Happened"]),
            new(t["Failure.ConfirmationTokenInvalid.Next"]),
            ShowsLink(t)),
        FailureKind.ReservationCancelled => new(
            t["Failure.ReservationCancelled.Title"],
            new(t["Failure.ReservationCancelled.Happened"]),
            new(t["Failure.ReservationCancelled.Next"]),
            ReserveAgainLink(failure, t)),
        FailureKind.ConfirmationTokenUsed => new(
            t["Failure.ConfirmationTokenUsed.Title"], new(t["Failure.ConfirmationTokenUsed.Happened"]), new(t["Failure.ConfirmationTokenUsed.Next"])),
        FailureKind.ConfirmationTokenExpired => new(
            t["Failure.ConfirmationTokenExpired.Title"],
            new(t["Failure.ConfirmationTokenExpired.Happened"]),
            new(t["Failure.ConfirmationTokenExpired.Next"]),
            ReserveAgainLink(failure, t)),
        FailureKind.NotEnoughSeats when failure.AccessPlacesLeft is { } places => new(
            t["Failure.NoAccessPlace.Title"],
            new(t[places.Wheelchair > 0 ? "Failure.NoAccessPlace.Companion.Happened" : "Failure.NoAccessPlace.Happened"]),
            new(t["Failure.NoAccessPlace.Next"]),
            ShowLink(failure, t)),
        FailureKind.NotEnoughSeats when failure.SeatsLeft is > 0 and var left => new(
            t["Failure.NotEnoughSeats.Title"],
            t.CountPhrase("Failure.NotEnoughSeats.Happened", left),
            new(t["Failure.NotEnoughSeats.Next"]),
            ShowLink(failure, t)),
        FailureKind.NotEnoughSeats => new(
            t["Failure.NotEnoughSeats.Title.None"],
            new(t["Failure.NotEnoughSeats.Happened.None"]),
            new(t["Failure.NotEnoughSeats.Next.None"]),
            ShowLink(failure, t)),
        FailureKind.SeatsBelowConfirmed => new(
            t["Failure.SeatsBelowConfirmed.Title"],
            t.CountPhrase("Failure.SeatsBelowConfirmed.Happened", failure.SeatsMissing ?? 0),
            new(t["Failure.SeatsBelowConfirmed.Next"])),
        FailureKind.TicketInvalid when failure.IsForeignAddress => new(
            t["Failure.TicketInvalid.Title"], new(t["Failure.TicketInvalid.Foreign.Happened"]), new(t["Failure.TicketInvalid.Foreign.Next"])),
        FailureKind.TicketInvalid when failure.IsCaseLost => new(
            t["Failure.TicketInvalid.Title"], new(t["Failure.TicketInvalid.CaseLost.Happened"]), new(t["Failure.TicketInvalid.CaseLost.Next"])),
        FailureKind.TicketInvalid => new(
            t["Failure.TicketInvalid.Title"], new(t["Failure.TicketInvalid.Happened"]), new(t["Failure.TicketInvalid.Next"])),
        FailureKind.ReservationNotConfirmed => new(
            t["Failure.ReservationNotConfirmed.Title"],
            new(t["Failure.ReservationNotConfirmed.Happened"]),
            new(t["Failure.ReservationNotConfirmed.Next"])),
        FailureKind.WrongPerformance => new(
            t["Failure.WrongPerformance.Title"],
            failure.Performance is { } other
                ? new(t["Failure.WrongPerformance.Which.Happened"], other.ShowTitle, other.StartsAt, other.RoomName)
                : new(t["Failure.WrongPerformance.Happened"]),
            new(t["Failure.WrongPerformance.Next"])),
        FailureKind.OutsideCheckInWindow => OutsideCheckInWindow(failure, t, venue, now),
        FailureKind.AlreadyCheckedIn => new(
            t["Failure.AlreadyCheckedIn.Title"], EarlierCheckIn(failure, t, venue, now), new(t["Failure.AlreadyCheckedIn.Next"])),
        FailureKind.Busy => new(
            t["Failure.Busy.Title"],
            new(t["Failure.Busy.Happened"]),
            new(t["Failure.Busy.Next"], t.Wait(failure.RetryAfter ?? TimeSpan.FromSeconds(5)))),
        FailureKind.Unavailable => new(
            t["Failure.Unavailable.Title"],
            new(t["Failure.Unavailable.Happened"]),
            new(t["Failure.Unavailable.Next"], t.Wait(failure.RetryAfter ?? TimeSpan.FromSeconds(30)))),
        FailureKind.Unexpected => new(
            t["Failure.Unexpected.Title"], new(t["Failure.Unexpected.Happened"]), new(t["Failure.Unexpected.Next"])),
    };

    /// <summary>Returns the title shown to a steward: two or three words, to be read at arm's length.</summary>
    public static string DoorTitle(Failure failure, IStringLocalizer<Words> t) => failure.Kind switch
    {
        FailureKind.TooManyRequests or FailureKind.FormExpired or FailureKind.Busy => t["Door.No.TryAgain"],
        FailureKind.Unavailable => t["Door.No.Unavailable"],
        FailureKind.NotSignedIn => t["Door.No.SignedOut"],
        FailureKind.NotPermitted => t["Door.No.NotPermitted"],
        FailureKind.BookingClosed => t["Door.No.PerformanceCancelled"],
        FailureKind.ReservationCancelled => t["Door.No.Cancelled"],
        FailureKind.TicketInvalid when failure.IsForeignAddress => t["Door.No.ForeignCode"],
        FailureKind.TicketInvalid => failure.IsCaseLost ? t["Door.No.CaseLost"] : t["Door.No.NotOurTicket"],
        FailureKind.ReservationNotConfirmed => t["Door.No.NotConfirmed"],
        FailureKind.WrongPerformance => t["Door.No.WrongPerformance"],
        FailureKind.OutsideCheckInWindow => failure.OpensAt is null ? t["Door.No.DoorsClosed"] : t["Door.No.TooEarly"],
        FailureKind.AlreadyCheckedIn => t["Door.No.AlreadyCheckedIn"],
        FailureKind.NotEnoughSeats => t["Door.No.NoSeatsLeft"],
        FailureKind.InvalidInput when failure.Fields.Any(wrong => wrong.Field == FormField.People) => t["Door.No.HowMany"],
        FailureKind.InvalidInput or FailureKind.ShowNotFound or FailureKind.PerformanceNotFound
            or FailureKind.NotFound or FailureKind.StaffLinkInvalid or FailureKind.NotPossible or FailureKind.SeatsBelowConfirmed
            or FailureKind.ConfirmationTokenInvalid or FailureKind.ConfirmationTokenUsed or FailureKind.ConfirmationTokenExpired
            or FailureKind.Unexpected => t["Door.No.NotCheckedIn"],
    };

    /// <summary>Returns the next step for the steward, which for some failures differs from the visitor's.</summary>
    /// <param name="text">The failure's text from <see cref="Of"/>.</param>
    public static Phrase DoorNextStep(Failure failure, IStringLocalizer<Words> t, FailureText text) => failure switch
    {
        { Kind: FailureKind.BookingClosed or FailureKind.ReservationCancelled } => new(t["Door.CancelledNext"]),
        { Kind: FailureKind.ReservationNotConfirmed } => new(t["Door.NotConfirmedNext"]),
        { Kind: FailureKind.TicketInvalid, IsForeignAddress: false, IsCaseLost: false } => new(t["Door.NotOurTicketNext"]),
        { Kind: FailureKind.NotEnoughSeats, AccessPlacesLeft: null } => new(t["Door.NoSeatsLeft.Next"]),
        { Kind: FailureKind.Unavailable } => new(t["Door.Unavailable.Next"]),
        { CheckIn.StillToCome: > 0 } => new(t["Door.RestNext"]),
        _ => text.Next,
    };

    private static FailureText BookingClosed(Failure failure, IStringLocalizer<Words> t)
    {
        var link = ShowLink(failure, t);
        var next = new Phrase(t["Failure.BookingClosed.Next"]);
        return failure.ClosedBecause switch
        {
            BookingClosedReason.Cancelled => new(
                t["Failure.BookingClosed.Cancelled.Title"], new(t["Failure.BookingClosed.Cancelled.Happened"]), next, link),
            BookingClosedReason.Disabled => new(
                t["Failure.BookingClosed.Disabled.Title"],
                new(t["Failure.BookingClosed.Disabled.Happened"]),
                new(t["Failure.BookingClosed.Disabled.Next"]),
                link),
            BookingClosedReason.NotYetOpen when failure.OpensAt is { } opens => new(
                t["Failure.BookingClosed.NotYetOpen.Title"],
                new(t["Failure.BookingClosed.Opens.Happened"], opens),
                new(t["Failure.BookingClosed.Opens.Next"]),
                link),
            BookingClosedReason.NotYetOpen => new(
                t["Failure.BookingClosed.NotYetOpen.Title"], new(t["Failure.BookingClosed.NotYetOpen.Happened"]), next, link),
            BookingClosedReason.Over or null => new(
                t["Failure.BookingClosed.Over.Title"], new(t["Failure.BookingClosed.Over.Happened"]), next, link),
        };
    }

    private static FailureText OutsideCheckInWindow(Failure failure, IStringLocalizer<Words> t, Venue venue, DateTime? now) => failure switch
    {
        // The waiting time stands beside the clock time, because one hour occurs twice when daylight saving time ends.
        { OpensAt: { } opens } when now is { } current && opens - current <= MaxWaitShown => new(
            t["Failure.OutsideCheckInWindow.Opens.Title"],
            new(t["Failure.OutsideCheckInWindow.OpensIn.Happened"], TimeOrDateAndTime(venue, opens, current), t.Wait(opens - current)),
            new(t["Failure.OutsideCheckInWindow.Opens.Next"])),
        { OpensAt: { } opens } => new(
            t["Failure.OutsideCheckInWindow.Opens.Title"],
            new(t["Failure.OutsideCheckInWindow.Opens.Happened"], opens),
            new(t["Failure.OutsideCheckInWindow.Opens.Next"])),
        { ClosedAt: { } closed } => new(
            t["Failure.OutsideCheckInWindow.Closed.Title"],
            new(t["Failure.OutsideCheckInWindow.Closed.Happened"], closed),
            new(t["Failure.OutsideCheckInWindow.Next"])),
        _ => new(
            t["Failure.OutsideCheckInWindow.Title"],
            new(t["Failure.OutsideCheckInWindow.Happened"]),
            new(t["Failure.OutsideCheckInWindow.Next"])),
    };

    private static Phrase EarlierCheckIn(Failure failure, IStringLocalizer<Words> t, Venue venue, DateTime? now)
    {
        if (failure.CheckIn is not { } earlier)
        {
            return new(t["Failure.AlreadyCheckedIn.Happened"]);
        }

        if (now is not { } current)
        {
            return t.CountPhrase("Failure.AlreadyCheckedIn.When.Happened", earlier.People, earlier.At, earlier.By);
        }

        var (at, ago) = (TimeOrDateAndTime(venue, earlier.At, current), t.Ago(current - earlier.At));
        return earlier.Door is { } door
            ? t.CountPhrase("Failure.AlreadyCheckedIn.AtDoor.Happened", earlier.People, at, earlier.By, ago, door)
            : t.CountPhrase("Failure.AlreadyCheckedIn.Ago.Happened", earlier.People, at, earlier.By, ago);
    }

    // No date on the same day: a steward reads this at arm's length.
    private static object TimeOrDateAndTime(Venue venue, DateTime at, DateTime now) =>
        venue.Local(at).Date == venue.Local(now).Date ? new TimeOfDay(at) : at;

    private static Link ShowsLink(IStringLocalizer<Words> t) => new(PublicLinks.HomePath, t["Failure.Link.Shows"]);

    private static Link ShowLink(Failure failure, IStringLocalizer<Words> t) => failure.Performance is { ShowIsListed: true } performance
        ? new(PublicLinks.ShowPath(performance.ShowSlug), t["Failure.Link.Show", performance.ShowTitle])
        : ShowsLink(t);

    private static Link ReserveAgainLink(Failure failure, IStringLocalizer<Words> t) => failure.Performance is { IsListed: true } performance
        ? new(PublicLinks.ReservePath(performance.PerformanceId), t["Failure.Link.Reserve"])
        : ShowsLink(t);
}
