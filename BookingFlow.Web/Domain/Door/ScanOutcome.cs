namespace BookingFlow.Web.Domain.Door;

/// <summary>Outcome of a scan at the door. Stored in snake case.</summary>
public enum ScanOutcome
{
    Admitted,

    /// <summary>More people of a partly admitted party were admitted.</summary>
    MoreAdmitted,

    /// <summary>The party was admitted with a paper list, and the check-in was recorded later.</summary>
    AdmittedOnPaper,

    /// <summary>The number of people was corrected.</summary>
    Corrected,

    /// <summary>The check-in was undone.</summary>
    Undone,
    NotOurTicket,
    ForeignCode,
    ReservationCancelled,
    PerformanceCancelled,
    NotConfirmed,
    WrongPerformance,
    TooEarly,
    TooLate,
    AlreadyCheckedIn,

    /// <summary>The party came after the curtain release, and its seats were given to others.</summary>
    NoSeatsLeft,
}
