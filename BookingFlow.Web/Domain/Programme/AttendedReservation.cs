namespace BookingFlow.Web.Domain.Programme;

/// <summary>What the figures of a performance need of one reservation. Times are UTC.</summary>
/// <param name="PeopleInside">How many people of the party were checked in.</param>
/// <param name="CheckedInAt">When the first of them were; null if none.</param>
/// <param name="Changes">The changes by the party itself, in their order.</param>
public sealed record AttendedReservation(
    ReservationStatus Status,
    int PartySize,
    DateTime CreatedAt,
    DateTime? ConfirmedAt,
    DateTime? CancelledAt,
    DateTime? ReleasedAt,
    DateTime? WaitingSince,
    int PeopleInside,
    DateTime? CheckedInAt,
    IReadOnlyList<PartyChange> Changes)
{
    /// <summary>Whether the party came without a reservation: it is made, confirmed and checked in at the same time.</summary>
    public bool IsWalkIn => CheckedInAt == CreatedAt && ConfirmedAt == CreatedAt;
}
