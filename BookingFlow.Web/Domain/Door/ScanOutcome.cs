namespace BookingFlow.Web.Domain.Door;

/// <summary>Outcome of a scan at the door. Stored in snake case.</summary>
public enum ScanOutcome
{
    Admitted,

    /// <summary>More people of a partly admitted party were admitted.</summary>
    MoreAdmitted,

    /// <summary>The party was admitted with a paper list, and the check-in was recorded later.</summary>
    AdmittedOnPaper,

    /// <summary>A device let in more people than the party has left, such as with a copied ticket at two doors (docs/decisions/0058).</summary>
    AdmittedTwice,

    /// <summary>A device let in a party whose reservation or performance is cancelled.</summary>
    AdmittedCancelled,

    /// <summary>A device let in a party whose reservation is for another performance, such as one that was moved.</summary>
    AdmittedMoved,

    /// <summary>A device let in a party whose reservation is not confirmed.</summary>
    AdmittedUnconfirmed,

    /// <summary>A device let in a party while the doors were closed.</summary>
    AdmittedWhenClosed,

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
