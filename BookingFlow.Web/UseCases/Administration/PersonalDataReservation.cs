namespace BookingFlow.Web.UseCases.Administration;

/// <summary>A reservation in <see cref="PersonalData"/>.</summary>
/// <param name="CheckIn">Null if the party is not checked in.</param>
public sealed record PersonalDataReservation(
    string Reference, string Name, string? Email, string? Phone, string? Notes, string? StaffNote, string Language, int PartySize,
    ReservationStatus Status, string Show, string Room, DateTime StartsAt, DateTime CreatedAt, DateTime ExpiresAt,
    DateTime? ConfirmedAt, DateTime? CancelledAt,
    IReadOnlyList<AnsweredQuestion> Answers, IReadOnlyList<PersonalDataChange> Changes, IReadOnlyList<PersonalDataMail> Mails,
    PersonalDataCheckIn? CheckIn, IReadOnlyList<PersonalDataScan> Scans);
