namespace BookingFlow.Web.Domain.Programme;

/// <summary>Submitted numbers of access places, not yet validated.</summary>
/// <param name="Wheelchair">Empty for 0.</param>
/// <param name="Companion">Empty for 0.</param>
/// <param name="ReleaseHours">Hours before the start; empty if they stay.</param>
public sealed record AccessPlacesInput(string? Wheelchair, string? Companion, string? ReleaseHours)
{
    /// <summary>Converts stored numbers into form values.</summary>
    public static AccessPlacesInput Of(Performance performance) => new(
        $"{performance.WheelchairPlaces}", $"{performance.CompanionPlaces}", $"{performance.AccessReleaseHours}");
}
