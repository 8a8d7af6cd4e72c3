namespace BookingFlow.Web.Domain.Reservations;

/// <summary>Where a reservation stands, as the party's own page says it.</summary>
public enum PartyState
{
    /// <summary>Not confirmed yet.</summary>
    Pending,

    /// <summary>Not confirmed in time.</summary>
    Expired,

    /// <summary>On the waiting list.</summary>
    Waiting,

    /// <summary>The waiting list closed before seats came free.</summary>
    WaitingListClosed,

    /// <summary>Confirmed, and the party can still change it.</summary>
    Confirmed,

    /// <summary>Confirmed; too late for changes by the party.</summary>
    Closed,

    /// <summary>All or part of the party is checked in.</summary>
    CheckedIn,

    /// <summary>The doors have closed.</summary>
    Over,

    /// <summary>Confirmed, then cancelled by the party itself, which can take its seats back.</summary>
    Released,

    /// <summary>Cancelled by the box office, or by the party before it was confirmed.</summary>
    Cancelled,

    /// <summary>The performance is cancelled.</summary>
    PerformanceCancelled,
}
