namespace BookingFlow.Web.Domain.Door;

/// <summary>Curtain release: some minutes before the start, seats that are not claimed can be given to others at the door.</summary>
/// <remarks>
/// From then on, the people inside count at the door, not the confirmed seats. A late party enters while there is room (docs/decisions/0052).
/// </remarks>
public static class CurtainRelease
{
    /// <summary>Returns when seats that are not claimed are released; UTC; null if they never are.</summary>
    public static DateTime? At(Performance performance) => At(performance.StartsAt, performance.CurtainReleaseMinutes);

    /// <param name="minutesBefore">See <see cref="Performance.CurtainReleaseMinutes"/>.</param>
    /// <inheritdoc cref="At(Performance)"/>
    public static DateTime? At(DateTime startsAt, int? minutesBefore) => minutesBefore is { } minutes ? startsAt.AddMinutes(-minutes) : null;

    public static bool IsDue(Performance performance, DateTime now) => now >= At(performance);

    /// <summary>Returns how many seats can be given to parties without a confirmed reservation at the door, 0 or more.</summary>
    /// <param name="places">Access places of the party, among those left.</param>
    /// <param name="inside">People of the performance who are checked in.</param>
    public static int SeatsAtDoor(Performance performance, AccessPlaces places, int inside, DateTime now) =>
        Math.Max(0, IsDue(performance, now) ? performance.Capacity.Seats - inside : performance.Capacity.SeatsLeftFor(places));

    /// <summary>Checks whether there is room for a confirmed party after seats were given to others.</summary>
    /// <param name="inside">People of the performance who are checked in.</param>
    /// <returns>NotEnoughSeats, or null.</returns>
    public static Failure? CheckRoom(Performance performance, int inside, int people) =>
        performance.ReleasedSeats > 0 && people > performance.Capacity.Seats - inside
            ? Failure.NotEnoughSeats(performance.Capacity.Seats - inside, performance.Facts)
            : null;
}
