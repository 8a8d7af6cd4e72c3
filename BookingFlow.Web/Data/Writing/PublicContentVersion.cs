using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace BookingFlow.Web.Data.Writing;

/// <summary>
/// Counts this node's commits that changed content of public pages: shows, performances, rooms, posters, the venue's texts and
/// profile, confirmed seats.
/// </summary>
/// <remarks>
/// The number is part of the key of the output cache (docs/decisions/0029), so that a commit invalidates all cached pages at once. Eviction by
/// tag would not do: a page that was rendered before a commit and stored after the eviction would be served until it expires. Commits of other
/// nodes are not counted; the expiry of cached pages bounds how long those are missed.
/// </remarks>
public sealed class PublicContentVersion
{
    private long _version;

    /// <summary>How many commits have changed what public pages show, since the program started in this process.</summary>
    /// <remarks>Read it before querying the database for a page: the page then shows at least the commits counted here.</remarks>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>Invalidates the cached pages. Call it after the commit and before the request is answered.</summary>
    public void Increment() => Interlocked.Increment(ref _version);

    /// <summary>Whether a save would change content of public pages. Calls <see cref="ChangeTracker.DetectChanges"/> first.</summary>
    public static bool HasPublicChanges(
        ChangeTracker changes) => changes.Entries().Any(entry => entry is { State: not EntityState.Unchanged } && entry.Entity switch
        {
            Show or Performance or Room or Poster or VenueText or VenueProfile => true,
            // A new pending reservation takes no seats. One made at the box office or for a walk-in is confirmed at once.
            Reservation when entry.State == EntityState.Added => ((Reservation)entry.Entity).Status == ReservationStatus.Confirmed,
            Reservation => entry.Property(nameof(Reservation.Status)).IsModified || entry.Property(nameof(Reservation.PartySize)).IsModified
                || entry.Property(nameof(Reservation.PerformanceId)).IsModified,
            _ => false,
        });
}
