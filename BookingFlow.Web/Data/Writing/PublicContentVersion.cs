using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace BookingFlow.Web.Data.Writing;

/// <summary>
/// What every visitor is shown alike: shows, performances, rooms, pictures, the house's own texts, and how many seats are
/// taken. Counts this node's commits that changed any of it, so that whoever keeps a page knows when it is old
/// (docs/decisions/0029). A node does not hear of another one's commits.
/// </summary>
public sealed class PublicContentVersion
{
    private long _version;

    /// <summary>Larger after each commit that changed something; a page that was begun under it shows at least that.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>After the commit, and before whoever asked for it is answered.</summary>
    public void Changed() => Interlocked.Increment(ref _version);

    /// <summary>Whether any of it would be saved.</summary>
    public static bool AreIn(ChangeTracker changes) => changes.Entries().Any(entry => entry is { State: not EntityState.Unchanged } && entry.Entity switch
    {
        Show or Performance or Room or Poster or VenueText => true,
        // A pending reservation holds no seats; the desk and the walk-in take some at once.
        Reservation when entry.State == EntityState.Added => ((Reservation)entry.Entity).Status == ReservationStatus.Confirmed,
        Reservation => entry.Property(nameof(Reservation.Status)).IsModified || entry.Property(nameof(Reservation.PartySize)).IsModified
            || entry.Property(nameof(Reservation.PerformanceId)).IsModified,
        _ => false,
    });
}
