namespace BookingFlow.Web.UseCases.Administration;

/// <summary>A reservation in <see cref="PersonalData"/>.</summary>
/// <param name="CheckIn">Null if the party is not checked in.</param>
public sealed record PersonalDataReservation(
    string Reference, string Name, string? Email, string? Phone, string? Notes, string? StaffNote, string Language, int PartySize,
    ReservationStatus Status, string Show, string Room, DateTime StartsAt, DateTime CreatedAt, DateTime ExpiresAt,
    DateTime? ConfirmedAt, DateTime? CancelledAt,
    IReadOnlyList<AnsweredQuestion> Answers, IReadOnlyList<PersonalDataChange> Changes, IReadOnlyList<PersonalDataMail> Mails,
    PersonalDataCheckIn? CheckIn, IReadOnlyList<PersonalDataScan> Scans)
{
    /// <summary>Places that are kept for the party, 0 or 1.</summary>
    public required int WheelchairPlaces { get; init; }

    /// <inheritdoc cref="WheelchairPlaces"/>
    public required int CompanionPlaces { get; init; }

    public required bool NeedsStepFreeAccess { get; init; }

    public required bool NeedsInductionLoop { get; init; }
}
