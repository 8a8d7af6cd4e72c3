namespace BookingFlow.Web.UseCases.Administration;

/// <summary>Everything that is stored under an e-mail address of parties. All times are UTC.</summary>
public sealed record PersonalData(string Address, DateTime ExportedAt, IReadOnlyList<PersonalDataReservation> Reservations);
