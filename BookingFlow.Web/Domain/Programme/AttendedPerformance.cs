namespace BookingFlow.Web.Domain.Programme;

/// <summary>How many people had seats at a past performance, and how many of them came. Walk-ins are in neither.</summary>
/// <param name="StartsAt">UTC.</param>
/// <param name="Confirmed">People of confirmed reservations.</param>
/// <param name="Came">Those of them who were checked in.</param>
public sealed record AttendedPerformance(int Id, int ShowId, string ShowTitle, DateTime StartsAt, int Confirmed, int Came)
{
    /// <summary>Confirmed and not checked in.</summary>
    public int StayedAway => Confirmed - Came;

    /// <summary>Whether anybody was checked in. Without, it was not the program that was used at the door, and the figures say nothing.</summary>
    public bool WasCheckedIn => Came > 0;
}
