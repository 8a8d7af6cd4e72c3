namespace BookingFlow.Web.Pages.Staff.Performances;

/// <summary>A device that was paired for a performance.</summary>
/// <param name="PairedBy">The staff member who paired it.</param>
/// <param name="LastScanAt">The latest scan under the volunteer's present name; null if there is none.</param>
public sealed record PairedDeviceLine(int Id, string Volunteer, string PairedBy, DateTime PairedAt, DateTime? EndedAt, DateTime? LastScanAt);
