namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>A reservation as the file has it.</summary>
public sealed record ExportedReservation(
    string Reference, string Name, string? Email, string? Phone, int PartySize, ReservationStatus Status,
    string ShowTitle, string RoomName, DateTime StartsAt, DateTime CreatedAt, DateTime? ConfirmedAt, DateTime? ArrivedAt, int? PeopleArrived,
        string? Notes);
