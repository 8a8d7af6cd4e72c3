using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace BookingFlow.Web.Data.Writing;

/// <summary>
/// Counts this node's commits that changed something on public pages: shows, performances, rooms, posters, the venue's texts, seats taken.
/// </summary>
/// <remarks>
/// Part of the key under which public pages are cached (docs/decisions/0029), so that a commit makes all cached pages unreachable at once.
/// Without it, a page that was begun before a commit and stored after it would be served until it expires. Other nodes' commits are not
/// counted; a page's expiry bounds those.
/// </remarks>
public sealed class PublicContentVersion
{
    private long _version;

    /// <summary>Larger after each such commit. A page that read it first shows at least what was committed by then.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>To be called after the commit and before the request is answered.</summary>
    public void Changed() => Interlocked.Increment(ref _version);

    /// <summary>Whether a save would change something on public pages. Detects changes first.</summary>
    public static bool AreIn(
        ChangeTracker changes) => changes.Entries().Any(entry => entry is { State: not EntityState.Unchanged } && entry.Entity switch
        {
            Show or Performance or Room or Poster or VenueText => true,
            // A pending reservation holds no seats; one made at the desk or as a walk-in takes some at once.
            Reservation when entry.State == EntityState.Added => ((Reservation)entry.Entity).Status == ReservationStatus.Confirmed,
            Reservation => entry.Property(nameof(Reservation.Status)).IsModified || entry.Property(nameof(Reservation.PartySize)).IsModified
                || entry.Property(nameof(Reservation.PerformanceId)).IsModified,
            _ => false,
        });
}
