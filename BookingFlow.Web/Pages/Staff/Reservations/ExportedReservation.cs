namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>A reservation in an exported file. Times are UTC.</summary>
/// <param name="ArrivedAt">Time of the check-in; null, like <paramref name="PeopleArrived"/>: not checked in.</param>
public sealed record ExportedReservation(
    string Reference, string Name, string? Email, string? Phone, int PartySize, ReservationStatus Status,
    string ShowTitle, string RoomName, DateTime StartsAt, DateTime CreatedAt, DateTime? ConfirmedAt, DateTime? ArrivedAt, int? PeopleArrived,
        string? Notes)
{
    public int Id { get; init; }

    public int PerformanceId { get; init; }

    /// <inheritdoc cref="Reservation.StaffNote"/>
    public string? StaffNote { get; init; }

    /// <summary>Answers to the show's questions.</summary>
    public IReadOnlyList<AnsweredQuestion> Answers { get; init; } = [];

    /// <summary>What the party asked for of the room.</summary>
    public AccessNeeds Access { get; init; }
}
